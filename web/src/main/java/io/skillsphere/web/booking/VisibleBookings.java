package io.skillsphere.web.booking;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Bookings as far as somebody may know of them: one's own, and all for administrators and auditors. */
@Component
public class VisibleBookings {

    private final QueryGateway queries;

    VisibleBookings(QueryGateway queries) {
        this.queries = queries;
    }

    /** The booking; rejects one that there is not, and one of others, alike (NOT_FOUND). */
    public BookingView find(Actor actor, UUID id) {
        return queries.query(new FindBooking(id), ResponseTypes.optionalInstanceOf(BookingView.class))
                .join()
                .filter(found -> seesAll(actor)
                        || found.learnerId().equals(actor.accountId())
                        || found.mentorId().equals(actor.accountId()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such booking of yours."));
    }

    private static boolean seesAll(Actor actor) {
        return actor.role() == Role.ADMIN || actor.role() == Role.AUDITOR;
    }
}
