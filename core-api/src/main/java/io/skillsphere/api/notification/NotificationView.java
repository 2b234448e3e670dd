package io.skillsphere.api.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of an inbox.
 *
 * @param bookingId the booking that it is about, or null
 * @param counterpartyId the other person in it, or null
 * @param amount tokens that it is about, or null
 * @param textId what it says where its type does not say it all, or null
 */
public record NotificationView(
        UUID id,
        UUID accountId,
        NotificationType type,
        UUID bookingId,
        UUID counterpartyId,
        Long amount,
        UUID textId,
        boolean read,
        Instant createdAt,
        long position) {}
