package io.skillsphere.web.booking;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingStep;
import io.skillsphere.api.booking.BookingTimeline;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.FindBookingTimeline;
import io.skillsphere.web.booking.TimelineStep.Person;
import io.skillsphere.web.booking.TimelineStep.Tokens;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to a booking, step by step. */
@Tag(name = "Bookings")
@RestController
class TimelineController {

    private final VisibleBookings bookings;
    private final QueryGateway queries;
    private final AccountDirectory accounts;

    TimelineController(VisibleBookings bookings, QueryGateway queries, AccountDirectory accounts) {
        this.bookings = bookings;
        this.queries = queries;
        this.accounts = accounts;
    }

    @Operation(
            summary = "What happened to a booking and to the tokens held for it",
            description =
                    "Each step with who acted, when, and which tokens moved, the oldest first. For its two people, "
                            + "administrators and auditors.")
    @GetMapping("/api/bookings/{id}/timeline")
    ResponseEntity<Page<TimelineStep>> timeline(
            @CurrentActor Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
        BookingView booking = bookings.find(actor, id);
        BookingTimeline timeline = queries.query(
                        new FindBookingTimeline(id, Cursor.beforeOf(cursor), limit), BookingTimeline.class)
                .join();
        Map<UUID, String> names = accounts.names(named(actor, booking, timeline));
        return Pages.of(
                timeline.items().stream().map(step -> present(step, names)).toList(), timeline.next());
    }

    /** Its two people know each other's names; who decided their dispute need not be known to them by name. */
    private static Set<UUID> named(Actor actor, BookingView booking, BookingTimeline timeline) {
        if (actor.role() == Role.ADMIN || actor.role() == Role.AUDITOR) {
            return timeline.items().stream()
                    .map(BookingStep::actorId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }
        return Stream.of(booking.learnerId(), booking.mentorId()).collect(Collectors.toSet());
    }

    private static TimelineStep present(BookingStep step, Map<UUID, String> names) {
        Tokens tokens = new Tokens(step.held(), step.captured(), step.released(), step.received(), step.fee());
        return new TimelineStep(
                step.kind(),
                step.at(),
                step.actorId() == null ? null : new Person(step.actorId(), step.actorRole(), names.get(step.actorId())),
                step.startsAt(),
                tokens.equals(Tokens.NONE) ? null : tokens);
    }
}
