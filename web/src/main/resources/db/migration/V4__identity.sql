-- Accounts and the keys that sign their tokens: state, not events. Nothing else stores a name or an e-mail address.

CREATE TABLE account (
    id              uuid PRIMARY KEY,
    name            text        NOT NULL,
    email           text        NOT NULL,
    password_hash   text        NOT NULL,
    role            text        NOT NULL,
    email_verified  boolean     NOT NULL,
    welcome_granted boolean     NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_email ON account (lower(email));
CREATE INDEX account_to_grant ON account (created_at) WHERE email_verified AND NOT welcome_granted;

-- Private parts included: whoever can read this table can sign.
CREATE TABLE signing_key (
    kid        text PRIMARY KEY,
    jwk        text        NOT NULL,
    created_at timestamptz NOT NULL
);
