-- Mails that are to go out. What they say, and to which address, is settled when they do: here are neither addresses nor
-- secrets. A mail without an account was asked for an address that nobody has; it is dropped like any other is sent.

CREATE TABLE outgoing_mail (
    id         uuid PRIMARY KEY,
    kind       text        NOT NULL,
    account_id uuid,
    reference  text,
    attempts   integer     NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL
);
CREATE INDEX outgoing_mail_due ON outgoing_mail (due_at);

-- What links in mails are good for; only hashes, and gone when used.
CREATE TABLE emailed_token (
    hash       bytea PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES account,
    purpose    text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX emailed_token_account ON emailed_token (account_id, purpose);
CREATE INDEX emailed_token_expiry ON emailed_token (expires_at);
