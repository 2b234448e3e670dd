-- Notifications may have words of their own; where in the log one was read tells which message was the first unread one.
ALTER TABLE notification_view ADD COLUMN text_id uuid, ADD COLUMN read_position bigint;

-- How people want to be told; muted are pairs of type and channel, joined by a slash.
CREATE TABLE notification_preference (
    account_id uuid PRIMARY KEY,
    zone       text   NOT NULL,
    muted      text[] NOT NULL,
    version    bigint NOT NULL
);
