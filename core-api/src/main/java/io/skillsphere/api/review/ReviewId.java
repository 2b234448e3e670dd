package io.skillsphere.api.review;

import java.util.UUID;

/** Names what one person says of one booking: there is one of it at most. */
public record ReviewId(UUID bookingId, UUID authorId) {

    @Override
    public String toString() {
        return "review-%s-%s".formatted(bookingId, authorId);
    }
}
