package io.skillsphere.command.availability;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.availability.AvailabilityEvent.AvailabilityPublished;
import io.skillsphere.api.availability.AvailabilityId;
import io.skillsphere.api.availability.PublishAvailability;
import io.skillsphere.api.availability.Timetable;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * When one mentor takes sessions. It is read without a lock by every request for a booking; two who publish at once are kept
 * apart by their version.
 */
@Revision("1")
@Aggregate(lockFactory = "noLock", snapshotTriggerDefinition = "everyHundredEvents")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class Availability {

    @AggregateIdentifier
    private AvailabilityId availabilityId;

    private Timetable timetable;

    protected Availability() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(PublishAvailability command) {
        if (command.by().role() != Role.ADMIN
                && !command.by().accountId().equals(command.availabilityId().mentorId())) {
            throw new CommandRejectedException(
                    RejectionCode.FORBIDDEN,
                    "Only the mentor or an administrator can change when a mentor is available.");
        }
        requireVersion(command.expectedVersion());
        if (!command.timetable().equals(timetable)) {
            apply(new AvailabilityPublished(command.availabilityId().mentorId(), command.timetable()));
        }
        return getVersion();
    }

    private void requireVersion(Long expected) {
        if (expected != null && !expected.equals(getVersion())) {
            throw new CommandRejectedException(
                    RejectionCode.STALE_VERSION,
                    "Version %d was expected, but that is not what it is at: read it again.".formatted(expected));
        }
    }

    Timetable timetable() {
        return timetable;
    }

    @EventSourcingHandler
    void on(AvailabilityPublished event) {
        availabilityId = new AvailabilityId(event.mentorId());
        timetable = event.timetable();
    }
}
