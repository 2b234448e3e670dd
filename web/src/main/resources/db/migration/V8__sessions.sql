-- Who is signed in. A session is one chain of refresh tokens: each is good once, and gives the next.

CREATE TABLE account_session (
    id            uuid PRIMARY KEY,
    account_id    uuid        NOT NULL REFERENCES account,
    created_at    timestamptz NOT NULL,
    used_at       timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    ended_because text
);
CREATE INDEX account_session_account ON account_session (account_id);
CREATE INDEX account_session_expiry ON account_session (expires_at);

-- Only hashes of the tokens. The salt makes the next token of the one before it, and is kept no longer than that may come
-- twice.
CREATE TABLE refresh_token (
    hash           bytea PRIMARY KEY,
    session_id     uuid NOT NULL REFERENCES account_session ON DELETE CASCADE,
    used_at        timestamptz,
    successor_salt bytea
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

-- A key is published before it signs, and for as long as something is alive that it signed.
ALTER TABLE signing_key ADD COLUMN signs_from timestamptz;
UPDATE signing_key SET signs_from = created_at;
ALTER TABLE signing_key ALTER COLUMN signs_from SET NOT NULL;
