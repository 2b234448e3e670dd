package io.skillsphere.command.booking;

import static io.skillsphere.command.rejection.Refusal.refusedWith;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.MarkBookingHeld;
import io.skillsphere.api.booking.RejectBooking;
import io.skillsphere.api.booking.SettleBooking;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.command.slot.SlotsInMemory;
import io.skillsphere.command.text.RecordedTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries every cell of the table in docs/states.md. */
class BookingStatesTest {

    private static final BookingStory STORY = new BookingStory();

    @ParameterizedTest
    @MethodSource("cells")
    void a_command_does_what_the_table_says(Cell cell) {
        List<BookingEvent> history = STORY.until(cell.status());
        ResultValidator<Booking> outcome = new AggregateTestFixture<>(Booking.class)
                .registerInjectableResource(new RecordedTexts())
                .registerInjectableResource(new SlotsInMemory())
                .registerInjectableResource(Clock.fixed(STORY.startsAt().minus(Duration.ofDays(7)), ZoneOffset.UTC))
                .given(history)
                .when(command(cell));

        if (cell.outcome().equals("-")) {
            outcome.expectNoEvents().expectResultMessagePayload(history.size() - 1L);
        } else if (cell.outcome().startsWith("Booking")) {
            outcome.expectEvents(event(cell)).expectResultMessagePayload((long) history.size());
        } else {
            outcome.expectNoEvents().expectException(refusedWith(rejection(cell)));
        }
    }

    @Test
    void the_table_has_every_status_every_command_and_everybody_who_may_send_it() {
        assertThat(cells().map(Cell::status)).contains(BookingStatus.values());

        Set<String> people = Set.of("learner", "mentor", "stranger");
        assertThat(cells().collect(groupingBy(Cell::command, mapping(Cell::by, toSet()))))
                .containsOnlyKeys(Arrays.stream(Booking.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                        .map(method -> method.getParameterTypes()[0].getSimpleName())
                        .toArray(String[]::new))
                .allSatisfy((command, senders) -> assertThat(senders).isIn(people, Set.of("saga")));
    }

    static Stream<Cell> cells() {
        List<List<String>> table = table();
        List<String> heads = table.get(0);
        return table.stream().skip(2).flatMap(row -> IntStream.range(2, heads.size())
                .mapToObj(column ->
                        new Cell(row.get(0), row.get(1), BookingStatus.valueOf(heads.get(column)), row.get(column))));
    }

    /** The first table of the page. */
    private static List<List<String>> table() {
        try (Stream<String> lines = Files.lines(Path.of("..", "docs", "states.md"))) {
            return lines.dropWhile(line -> !line.startsWith("|"))
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> line.substring(1).replace("*", ""))
                    .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object command(Cell cell) {
        UUID bookingId = STORY.bookingId();
        UUID by = sender(cell);
        return switch (cell.command()) {
            case "ConfirmBooking" -> new ConfirmBooking(bookingId, by);
            case "DeclineBooking" -> new DeclineBooking(bookingId, by);
            case "CancelBooking" -> new CancelBooking(bookingId, by, null);
            case "CompleteBooking" -> new CompleteBooking(bookingId, by);
            case "MarkBookingHeld" -> new MarkBookingHeld(bookingId);
            case "RejectBooking" -> new RejectBooking(bookingId, RejectionCode.INSUFFICIENT_TOKENS);
            case "SettleBooking" -> new SettleBooking(bookingId);
            default -> throw new IllegalArgumentException(cell.command());
        };
    }

    private static BookingEvent event(Cell cell) {
        return switch (cell.outcome()) {
            case "BookingHeld" -> STORY.held();
            case "BookingRejected" -> STORY.rejected();
            case "BookingConfirmed" -> STORY.confirmed();
            case "BookingDeclined" -> STORY.declined();
            case "BookingCancelled" -> STORY.cancelled(sender(cell), 0);
            case "BookingCompleted" -> STORY.completed();
            case "BookingSettled" -> STORY.settled();
            default -> throw new IllegalArgumentException(cell.outcome());
        };
    }

    private static UUID sender(Cell cell) {
        return switch (cell.by()) {
            case "learner" -> STORY.learnerId();
            case "mentor" -> STORY.mentorId();
            default -> UUID.randomUUID();
        };
    }

    private static RejectionCode rejection(Cell cell) {
        return Arrays.stream(RejectionCode.values())
                .filter(code -> code.code().equals(cell.outcome()))
                .findFirst()
                .orElseThrow();
    }

    record Cell(String command, String by, BookingStatus status, String outcome) {

        @Override
        public String toString() {
            return "%s: %s by the %s -> %s".formatted(status, command, by, outcome);
        }
    }
}
