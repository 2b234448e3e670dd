-- What a POST with an Idempotency-Key was first answered, for a day. A row without a status is a request that is running,
-- or one that ended without an answer: it is run again under the same request id.
CREATE TABLE idempotent_request (
    owner        uuid        NOT NULL,
    key          text        NOT NULL,
    request_id   uuid        NOT NULL,
    fingerprint  bytea       NOT NULL,
    started_at   timestamptz NOT NULL,
    locked_until timestamptz NOT NULL,
    status       int,
    headers      text,
    body         text,
    PRIMARY KEY (owner, key)
);
CREATE INDEX idempotent_request_started ON idempotent_request (started_at);
