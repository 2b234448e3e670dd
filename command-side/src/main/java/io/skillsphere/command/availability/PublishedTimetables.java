package io.skillsphere.command.availability;

import io.skillsphere.api.availability.AvailabilityId;
import io.skillsphere.api.availability.Timetable;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.stereotype.Component;

/** Reads timetables from the log, within the command that asks. */
@Component
class PublishedTimetables implements Timetables {

    private final Configuration axon;

    PublishedTimetables(Configuration axon) {
        this.axon = axon;
    }

    @Override
    public Optional<Timetable> of(UUID mentorId) {
        try {
            return Optional.of(axon.repository(Availability.class)
                    .load(new AvailabilityId(mentorId).toString())
                    .invoke(Availability::timetable));
        } catch (AggregateNotFoundException e) {
            return Optional.empty();
        }
    }
}
