-- Who has how many requests left, for all nodes. Not logged: a crash of the database forgets it, and no commit waits for the disk.
CREATE UNLOGGED TABLE rate_limit (
    id         text PRIMARY KEY,
    state      bytea,
    expires_at bigint
);
CREATE INDEX rate_limit_expires ON rate_limit (expires_at);
