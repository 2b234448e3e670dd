package io.skillsphere.command.review;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.review.ReviewEvent.ReviewWritten;
import io.skillsphere.api.review.ReviewId;
import io.skillsphere.api.review.WriteReview;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.booking.SettledBookings;
import io.skillsphere.command.booking.SettledBookings.SettledBooking;
import io.skillsphere.command.text.WrittenTexts;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** What one of a booking's two people says of it, once it is settled. Its id sees to it that each says it once. */
@Aggregate
public class Review {

    @AggregateIdentifier
    private ReviewId reviewId;

    private UUID id;

    protected Review() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(WriteReview command, SettledBookings bookings, WrittenTexts texts) {
        UUID authorId = command.reviewId().authorId();
        SettledBooking booking = bookings.of(command.reviewId().bookingId(), authorId);
        if (id == null) {
            texts.keep(authorId, command.text());
            apply(new ReviewWritten(
                    command.id(),
                    command.reviewId().bookingId(),
                    booking.learnerId(),
                    booking.mentorId(),
                    booking.sideOf(authorId),
                    command.rating(),
                    WrittenText.idOf(command.text())));
        } else if (!id.equals(command.id())) {
            throw new CommandRejectedException(RejectionCode.ALREADY_EXISTS, "You have said how this session was.");
        }
        return getVersion();
    }

    @EventSourcingHandler
    void on(ReviewWritten event) {
        id = event.reviewId();
        reviewId = new ReviewId(
                event.bookingId(),
                switch (event.author()) {
                    case LEARNER -> event.learnerId();
                    case MENTOR -> event.mentorId();
                });
    }
}
