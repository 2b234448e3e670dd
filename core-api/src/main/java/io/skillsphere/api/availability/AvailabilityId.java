package io.skillsphere.api.availability;

import java.util.UUID;

/** Names the availability of a mentor; its own type, since an account's id already names its wallet in the log. */
public record AvailabilityId(UUID mentorId) {

    @Override
    public String toString() {
        return "availability-" + mentorId;
    }
}
