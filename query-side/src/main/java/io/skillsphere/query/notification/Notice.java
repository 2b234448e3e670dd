package io.skillsphere.query.notification;

import io.skillsphere.api.notification.NotificationType;
import java.util.UUID;

/**
 * That somebody is to be told something; ids only.
 *
 * @param id the same for the same event and person
 * @param bookingId the booking that it is about, or null
 * @param counterpartyId the other person in it, or null
 * @param amount tokens that it is about, or null
 * @param textId what it says where its type does not say it all, or null
 * @param seq the number of the message that it is about, or null
 */
public record Notice(
        UUID id,
        UUID accountId,
        NotificationType type,
        UUID bookingId,
        UUID counterpartyId,
        Long amount,
        UUID textId,
        Long seq) {}
