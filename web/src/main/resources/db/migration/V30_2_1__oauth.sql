-- Signing in with Google, Facebook, LinkedIn and their like.

-- Since when it is shown that whoever has the account reads what is mailed to its address. email_verified alone does not say so:
-- where no mail can be sent, it is taken for granted.
ALTER TABLE account ADD COLUMN email_proven_at timestamptz;

-- Who signs in elsewhere needs none here.
ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;

-- Whose account is whose, elsewhere and here. The subject is the provider's own name for somebody; no two providers mean the same
-- by one.
CREATE TABLE linked_sign_in (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    account_id uuid        NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX linked_sign_in_account ON linked_sign_in (account_id);

-- Who was sent to a provider and has not come back yet. Of the state and of the browser's cookie there are only hashes; verifier and
-- nonce are of no use without the provider's code and our secret.
CREATE TABLE sign_in_attempt (
    state_hash     bytea PRIMARY KEY,
    browser_hash   bytea       NOT NULL,
    provider       text        NOT NULL,
    callback       text        NOT NULL,
    code_verifier  text,
    nonce          text,
    client_address text        NOT NULL,
    client_state   text,
    code_challenge text        NOT NULL,
    role           text        NOT NULL,
    expires_at     timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_expiry ON sign_in_attempt (expires_at);

-- Who came back: what the provider says of them, for the client that shows the code and can answer the challenge.
CREATE TABLE sign_in_code (
    hash           bytea PRIMARY KEY,
    code_challenge text        NOT NULL,
    issuer         text        NOT NULL,
    subject        text        NOT NULL,
    name           text        NOT NULL,
    email          text,
    role           text        NOT NULL,
    expires_at     timestamptz NOT NULL
);
CREATE INDEX sign_in_code_expiry ON sign_in_code (expires_at);
