-- Every step of a booking and of the tokens held for it, in the order of the log, which is the order of the key.
CREATE TABLE booking_step (
    booking_id uuid        NOT NULL,
    position   bigint      NOT NULL,
    kind       text        NOT NULL,
    at         timestamptz NOT NULL,
    actor_id   uuid,
    actor_role text,
    starts_at  timestamptz,
    held       bigint      NOT NULL,
    captured   bigint      NOT NULL,
    released   bigint      NOT NULL,
    received   bigint      NOT NULL,
    fee        bigint      NOT NULL,
    PRIMARY KEY (booking_id, position)
);

-- What happened before is taken from the log; where Axon Server keeps that, a rebuild of "timelines" does it.
INSERT INTO booking_step
    (booking_id, position, kind, at, actor_id, actor_role, starts_at, held, captured, released, received, fee)
SELECT (payload ->> 'bookingId')::uuid, global_index, kind, at, (meta ->> 'actor')::uuid, meta ->> 'actorRole',
    CASE WHEN kind IN ('REQUESTED', 'RESCHEDULE_PROPOSED', 'RESCHEDULE_ACCEPTED') THEN (payload ->> 'startsAt')::timestamptz END,
    CASE WHEN kind = 'TOKENS_HELD' THEN (payload ->> 'amount')::bigint ELSE 0 END,
    CASE WHEN kind = 'TOKENS_CAPTURED' THEN (payload ->> 'captured')::bigint ELSE 0 END,
    CASE kind WHEN 'TOKENS_RELEASED' THEN (payload ->> 'amount')::bigint
        WHEN 'TOKENS_CAPTURED' THEN (payload ->> 'released')::bigint ELSE 0 END,
    CASE WHEN kind = 'TOKENS_RECEIVED' THEN (payload ->> 'amount')::bigint ELSE 0 END,
    CASE WHEN kind = 'CANCELLED' THEN (payload ->> 'feeTokens')::bigint ELSE 0 END
FROM (
    SELECT global_index, kind, time_stamp::timestamptz AS at, convert_from(payload, 'UTF8')::jsonb AS payload,
        convert_from(meta_data, 'UTF8')::jsonb AS meta
    FROM domain_event_entry JOIN (VALUES
        ('booking.BookingEvent$BookingRequested', 'REQUESTED'),
        ('booking.BookingEvent$BookingHeld', 'PENDING'),
        ('booking.BookingEvent$BookingRejected', 'REJECTED'),
        ('booking.BookingEvent$BookingConfirmed', 'CONFIRMED'),
        ('booking.BookingEvent$BookingDeclined', 'DECLINED'),
        ('booking.BookingEvent$BookingExpired', 'EXPIRED'),
        ('booking.BookingEvent$BookingCancelled', 'CANCELLED'),
        ('booking.BookingEvent$RescheduleProposed', 'RESCHEDULE_PROPOSED'),
        ('booking.BookingEvent$RescheduleAccepted', 'RESCHEDULE_ACCEPTED'),
        ('booking.BookingEvent$RescheduleDeclined', 'RESCHEDULE_DECLINED'),
        ('booking.BookingEvent$SessionReminded', 'REMINDED'),
        ('booking.BookingEvent$BookingDelivered', 'DELIVERED'),
        ('booking.BookingEvent$BookingNoShow', 'NO_SHOW'),
        ('booking.BookingEvent$BookingDisputed', 'DISPUTED'),
        ('booking.BookingEvent$BookingResolved', 'RESOLVED'),
        ('booking.BookingEvent$BookingCompleted', 'COMPLETED'),
        ('booking.BookingEvent$BookingSettled', 'SETTLED'),
        ('wallet.WalletEvent$HoldPlaced', 'TOKENS_HELD'),
        ('wallet.WalletEvent$HoldReleased', 'TOKENS_RELEASED'),
        ('wallet.WalletEvent$HoldCaptured', 'TOKENS_CAPTURED'),
        ('wallet.WalletEvent$TokensReceived', 'TOKENS_RECEIVED')) name (event, kind)
        ON payload_type = 'io.skillsphere.api.' || event) steps
WHERE payload ->> 'bookingId' IS NOT NULL
ON CONFLICT DO NOTHING;
