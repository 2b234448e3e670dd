-- What the command side keeps about messages beside the log, in the transaction of each command: whose each is, and where its
-- words are.

CREATE TABLE sent_message (
    message_id      uuid PRIMARY KEY,
    conversation_id uuid    NOT NULL,
    sender_id       uuid    NOT NULL,
    text_id         uuid,
    edited          boolean NOT NULL
);

-- What is read.

CREATE TABLE conversation_view (
    id                 uuid PRIMARY KEY,
    learner_id         uuid   NOT NULL,
    mentor_id          uuid   NOT NULL,
    last_seq           bigint NOT NULL DEFAULT 0,
    learner_read_up_to bigint NOT NULL DEFAULT 0,
    mentor_read_up_to  bigint NOT NULL DEFAULT 0,
    version            bigint NOT NULL DEFAULT -1,
    position           bigint NOT NULL
);
CREATE INDEX conversation_view_learner ON conversation_view (learner_id, position DESC);
CREATE INDEX conversation_view_mentor ON conversation_view (mentor_id, position DESC);

CREATE TABLE message_view (
    id                uuid PRIMARY KEY,
    conversation_id   uuid        NOT NULL,
    seq               bigint      NOT NULL,
    sender_id         uuid        NOT NULL,
    client_message_id uuid        NOT NULL,
    text_id           uuid,
    sent_at           timestamptz NOT NULL,
    edited_at         timestamptz,
    deleted_at        timestamptz,
    version           bigint      NOT NULL,
    UNIQUE (conversation_id, seq)
);

-- Bookings that there are already have conversations too, as if they had been projected.
INSERT INTO conversation_view (id, learner_id, mentor_id, position)
SELECT (payload ->> 'bookingId')::uuid, (payload ->> 'learnerId')::uuid, (payload ->> 'mentorId')::uuid, position
FROM (SELECT convert_from(payload, 'UTF8')::jsonb AS payload, global_index AS position
      FROM domain_event_entry WHERE payload_type = 'io.skillsphere.api.booking.BookingEvent$BookingHeld') held
ON CONFLICT DO NOTHING;
