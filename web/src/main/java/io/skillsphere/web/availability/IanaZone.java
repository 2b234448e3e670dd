package io.skillsphere.web.availability;

import io.skillsphere.web.problem.ProblemException;
import java.time.ZoneId;

/** Time zones as clients name them. */
final class IanaZone {

    private IanaZone() {}

    /** The zone of this name; a fixed offset such as +02:00 is none, since its clocks never change. */
    static ZoneId of(String field, String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ProblemException.invalid(field, "must be an IANA time zone such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }
}
