package io.skillsphere.command.booking;

import static io.skillsphere.command.rejection.Refusal.refusedWith;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.AcceptReschedule;
import io.skillsphere.api.booking.BookingEvent;
import io.skillsphere.api.booking.BookingEvent.RescheduleDeclined;
import io.skillsphere.api.booking.BookingEvent.SessionReminded;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.DeclineReschedule;
import io.skillsphere.api.booking.DisputeBooking;
import io.skillsphere.api.booking.LookAtBooking;
import io.skillsphere.api.booking.MarkBookingHeld;
import io.skillsphere.api.booking.ProposeReschedule;
import io.skillsphere.api.booking.QuoteCancellation;
import io.skillsphere.api.booking.RejectBooking;
import io.skillsphere.api.booking.ReportNoShow;
import io.skillsphere.api.booking.ResolveDispute;
import io.skillsphere.api.booking.SettleBooking;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.availability.StartRule;
import io.skillsphere.command.slot.SlotsInMemory;
import io.skillsphere.command.text.RecordedTexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    private static final UUID ADMIN = UUID.randomUUID();
    private static final WrittenText STATEMENT = WrittenText.note("Nobody was there.");
    private static final Set<BookingStatus> OPEN = Set.of(BookingStatus.PENDING, BookingStatus.CONFIRMED);

    @ParameterizedTest
    @MethodSource("cells")
    void a_command_does_what_the_table_says(Cell cell) {
        List<BookingEvent> history = history(cell);
        Clock clock = Clock.fixed(now(cell), ZoneOffset.UTC);
        ResultValidator<Booking> outcome = new AggregateTestFixture<>(Booking.class)
                .registerInjectableResource(new RecordedTexts())
                .registerInjectableResource(new SlotsInMemory())
                .registerInjectableResource(new DeadlinesInMemory())
                .registerInjectableResource(new StartRule(mentor -> Optional.empty(), clock))
                .registerInjectableResource(clock)
                .givenCurrentTime(STORY.startsAt().minus(Duration.ofDays(8)))
                .andGiven(history)
                .when(command(cell));

        if (cell.outcome().equals("-")) {
            outcome.expectNoEvents()
                    .expectResultMessagePayload(
                            cell.command().startsWith("Quote") ? Long.valueOf(0) : Long.valueOf(history.size() - 1L));
        } else if (Character.isUpperCase(cell.outcome().charAt(0))) {
            outcome.expectEvents(event(cell)).expectResultMessagePayload((long) history.size());
        } else {
            outcome.expectNoEvents().expectException(refusedWith(rejection(cell)));
        }
    }

    @Test
    void the_table_has_every_status_every_command_and_everybody_who_may_send_it() {
        assertThat(cells().map(Cell::status)).contains(BookingStatus.values());

        Set<String> people = Set.of("learner", "mentor", "stranger");
        assertThat(cells().collect(groupingBy(Cell::command, mapping(Cell::sender, toSet()))))
                .containsOnlyKeys(Arrays.stream(Booking.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                        .map(method -> method.getParameterTypes()[0].getSimpleName())
                        .toArray(String[]::new))
                .allSatisfy((command, senders) ->
                        assertThat(senders).isIn(people, Set.of("saga"), Set.of("admin"), Set.of("clock")));
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

    /** Where the table says nothing of the time, it is a week before the session. */
    private static Instant now(Cell cell) {
        Instant start = STORY.startsAt();
        return switch (cell.when()) {
            case "after the start" -> start.plusSeconds(60);
            case "after the end" -> start.plus(Duration.ofHours(1)).plusSeconds(60);
            case "a day before" -> start.minus(Duration.ofDays(1)).plusSeconds(60);
            case "long after" -> start.plus(Duration.ofDays(60));
            default -> start.minus(Duration.ofDays(7));
        };
    }

    /** The log has its own time: what is asked of the clock must not be due by that alone. */
    private static List<BookingEvent> history(Cell cell) {
        List<BookingEvent> history = new ArrayList<>(STORY.until(cell.status()));
        if (cell.when().equals("after a proposal") && OPEN.contains(cell.status())) {
            history.add(STORY.proposed(STORY.mentorId()));
        }
        return history;
    }

    private static Object command(Cell cell) {
        UUID bookingId = STORY.bookingId();
        UUID by = sender(cell);
        return switch (cell.command()) {
            case "ConfirmBooking" -> new ConfirmBooking(bookingId, by);
            case "DeclineBooking" -> new DeclineBooking(bookingId, by);
            case "CancelBooking" -> new CancelBooking(bookingId, by, null);
            case "CompleteBooking" -> new CompleteBooking(bookingId, by);
            case "QuoteCancellation" -> new QuoteCancellation(bookingId, by);
            case "ReportNoShow" ->
                new ReportNoShow(
                        bookingId, by, cell.sender().equals("learner") ? BookingSide.MENTOR : BookingSide.LEARNER);
            case "DisputeBooking" -> new DisputeBooking(bookingId, by, STATEMENT);
            case "ResolveDispute" -> new ResolveDispute(bookingId, ADMIN, 2);
            case "ProposeReschedule" -> new ProposeReschedule(bookingId, by, STORY.laterStart());
            case "AcceptReschedule" -> new AcceptReschedule(bookingId, by);
            case "DeclineReschedule" -> new DeclineReschedule(bookingId, by);
            case "LookAtBooking" -> new LookAtBooking(bookingId);
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
            case "BookingExpired" -> STORY.expired();
            case "BookingDelivered" -> STORY.delivered();
            case "BookingNoShow" ->
                STORY.noShow(cell.sender().equals("learner") ? BookingSide.MENTOR : BookingSide.LEARNER);
            case "BookingDisputed" -> STORY.disputed(STATEMENT.id());
            case "BookingResolved" ->
                cell.sender().equals("clock") ? STORY.resolved(null, 0) : STORY.resolved(ADMIN, 2);
            case "RescheduleProposed" -> STORY.proposed(sender(cell));
            case "RescheduleAccepted" -> STORY.rescheduled();
            case "RescheduleDeclined" ->
                new RescheduleDeclined(STORY.bookingId(), STORY.learnerId(), STORY.mentorId(), sender(cell));
            case "SessionReminded" ->
                new SessionReminded(STORY.bookingId(), STORY.learnerId(), STORY.mentorId(), STORY.startsAt(), 24);
            default -> throw new IllegalArgumentException(cell.outcome());
        };
    }

    private static UUID sender(Cell cell) {
        return switch (cell.sender()) {
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

        String sender() {
            return by.split(", ")[0];
        }

        String when() {
            return by.contains(", ") ? by.split(", ")[1] : "";
        }

        @Override
        public String toString() {
            return "%s: %s by the %s -> %s".formatted(status, command, by, outcome);
        }
    }
}
