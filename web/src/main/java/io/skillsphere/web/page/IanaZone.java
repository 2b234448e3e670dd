package io.skillsphere.web.page;

import io.skillsphere.web.problem.ProblemException;
import java.time.ZoneId;

/** Time zones as clients name them. */
public final class IanaZone {

    private IanaZone() {}

    /** The zone of this name; a fixed offset such as +02:00 is none, since its clocks never change. */
    public static ZoneId of(String field, String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ProblemException.invalid(field, "must be an IANA time zone such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }
}
