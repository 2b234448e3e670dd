package io.skillsphere.web.availability;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.availability.AvailabilityId;
import io.skillsphere.api.availability.AvailabilityView;
import io.skillsphere.api.availability.FindAvailability;
import io.skillsphere.api.availability.PublishAvailability;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.EntityVersion;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When mentors take sessions. */
@Tag(name = "Availability")
@RestController
@RequestMapping("/api/mentors/{id}/availability")
class AvailabilityController {

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final AccountDirectory accounts;

    AvailabilityController(Commands commands, QueryGateway queries, ReadSide readSide, AccountDirectory accounts) {
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.accounts = accounts;
    }

    @Operation(
            summary = "When a mentor takes sessions",
            description = "Not found where the mentor never published it: then any future time can be booked.")
    @GetMapping
    ResponseEntity<AvailabilityResource> get(@PathVariable UUID id) {
        AvailabilityView availability = find(id).orElseThrow(() ->
                new ProblemException(ProblemCode.NOT_FOUND, "There is no published availability of such a mentor."));
        return EntityVersion.tagged(ResponseEntity.ok(), availability.version(), AvailabilityResource.of(availability));
    }

    @Operation(
            summary = "Say when a mentor takes sessions, in place of what was said before",
            description = "By the mentor or an administrator. With If-Match, only in place of that version. "
                    + "A window that ends at 24:00 (or 00:00) goes on in one of the next day that begins at 00:00. "
                    + "Bookings that there are stay as they are.")
    @PutMapping
    @PreAuthorize("hasAnyRole('MENTOR', 'ADMIN')")
    CompletableFuture<ResponseEntity<AvailabilityResource>> publish(
            @CurrentActor Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) EntityVersion expected,
            @Valid @RequestBody AvailabilityBody body) {
        if (actor.role() == Role.ADMIN && !accounts.exists(id)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no such mentor.");
        }
        Long expectedVersion = expected == null ? null : expected.version();
        return commands.send(new PublishAvailability(new AvailabilityId(id), expectedVersion, actor, body.timetable()))
                .thenCompose(version -> readSide.await(() -> find(id).filter(found -> found.version() >= version)))
                .thenApply(found -> found.map(availability -> EntityVersion.tagged(
                                ResponseEntity.ok(), availability.version(), AvailabilityResource.of(availability)))
                        .orElseGet(() -> ResponseEntity.accepted()
                                .location(URI.create("/api/mentors/%s/availability".formatted(id)))
                                .build()));
    }

    private Optional<AvailabilityView> find(UUID mentorId) {
        return queries.query(new FindAvailability(mentorId), ResponseTypes.optionalInstanceOf(AvailabilityView.class))
                .join();
    }
}
