-- What the command side keeps about open bookings beside the log, in the transaction of each command.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The time that a booking takes of each of its two people. Nobody is in two places at once.
CREATE TABLE booked_slot (
    booking_id uuid      NOT NULL,
    account_id uuid      NOT NULL,
    span       tstzrange NOT NULL,
    PRIMARY KEY (booking_id, account_id),
    EXCLUDE USING gist (account_id WITH =, span WITH &&)
);

-- When an open booking is looked at next (db-scheduler's table).
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);

-- Bookings that are open already: from the log where it is here, since the view may be behind it; else (Axon Server) from the
-- view. Of sessions that overlap already, the one that was asked for first has the time, and the others keep their place.
CREATE TEMPORARY TABLE open_booking ON COMMIT DROP AS
    SELECT (payload ->> 'bookingId')::uuid AS id, (payload ->> 'learnerId')::uuid AS learner_id,
           (payload ->> 'mentorId')::uuid AS mentor_id,
           (payload ->> 'startsAt')::timestamptz AS starts_at, (payload ->> 'endsAt')::timestamptz AS ends_at, position
    FROM (SELECT aggregate_identifier, convert_from(payload, 'UTF8')::jsonb AS payload, global_index AS position
          FROM domain_event_entry WHERE payload_type = 'io.skillsphere.api.booking.BookingEvent$BookingRequested') requested
    WHERE NOT EXISTS (
        SELECT FROM domain_event_entry ended
        WHERE ended.aggregate_identifier = requested.aggregate_identifier
          AND ended.payload_type IN (
              'io.skillsphere.api.booking.BookingEvent$BookingRejected',
              'io.skillsphere.api.booking.BookingEvent$BookingDeclined',
              'io.skillsphere.api.booking.BookingEvent$BookingCancelled',
              'io.skillsphere.api.booking.BookingEvent$BookingCompleted'))
    UNION ALL
    SELECT id, learner_id, mentor_id, starts_at, ends_at, position
    FROM booking_view
    WHERE status IN ('REQUESTED', 'PENDING', 'CONFIRMED') AND NOT EXISTS (SELECT FROM domain_event_entry);

INSERT INTO booked_slot (booking_id, account_id, span)
SELECT id, account_id, tstzrange(starts_at, ends_at)
FROM open_booking, LATERAL (VALUES (learner_id), (mentor_id)) person (account_id)
WHERE ends_at > starts_at
ORDER BY position, account_id
ON CONFLICT DO NOTHING;

INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
SELECT 'booking-deadline', id || '/upgrade', now(), false, 1 FROM open_booking;
