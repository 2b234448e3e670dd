-- What is read. Every row follows from the log and can be rebuilt; position is where the log stood when the row began,
-- version the last event of its aggregate that the row knows.

CREATE TABLE skill_view (
    id              uuid PRIMARY KEY,
    mentor_id       uuid    NOT NULL,
    wording_id      uuid    NOT NULL,
    session_minutes integer NOT NULL,
    price_tokens    bigint  NOT NULL,
    status          text    NOT NULL,
    version         bigint  NOT NULL,
    position        bigint  NOT NULL
);
CREATE INDEX skill_view_published ON skill_view (position DESC) WHERE status = 'PUBLISHED';
CREATE INDEX skill_view_mentor ON skill_view (mentor_id, position DESC);

CREATE TABLE booking_view (
    id                  uuid PRIMARY KEY,
    learner_id          uuid        NOT NULL,
    mentor_id           uuid        NOT NULL,
    skill_id            uuid        NOT NULL,
    wording_id          uuid        NOT NULL,
    note_id             uuid,
    starts_at           timestamptz NOT NULL,
    ends_at             timestamptz NOT NULL,
    price_tokens        bigint      NOT NULL,
    status              text        NOT NULL,
    rejection           text,
    respond_within      text        NOT NULL,
    free_cancellation   text        NOT NULL,
    late_fee_percent    integer     NOT NULL,
    dispute_window      text        NOT NULL,
    version             bigint      NOT NULL,
    position            bigint      NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL
);
CREATE INDEX booking_view_all ON booking_view (position DESC);
CREATE INDEX booking_view_learner ON booking_view (learner_id, position DESC);
CREATE INDEX booking_view_mentor ON booking_view (mentor_id, position DESC);

CREATE TABLE wallet_view (
    account_id uuid PRIMARY KEY,
    available  bigint  NOT NULL CHECK (available >= 0),
    held       bigint  NOT NULL CHECK (held >= 0),
    frozen     boolean NOT NULL DEFAULT false,
    version    bigint  NOT NULL
);

-- The ledger: each transaction is one wallet event; its lines are the double entry, and sum to zero.
CREATE TABLE transaction_view (
    id              uuid PRIMARY KEY,
    account_id      uuid        NOT NULL,
    type            text        NOT NULL,
    amount          bigint      NOT NULL,
    balance_after   bigint      NOT NULL,
    held_after      bigint      NOT NULL,
    counterparty_id uuid,
    booking_id      uuid,
    transfer_id     uuid,
    text_id         uuid,
    reason          text,
    recorded_at     timestamptz NOT NULL,
    version         bigint      NOT NULL,
    position        bigint      NOT NULL
);
CREATE INDEX transaction_view_all ON transaction_view (position DESC);
CREATE INDEX transaction_view_account ON transaction_view (account_id, position DESC);
CREATE INDEX transaction_view_booking ON transaction_view (booking_id) WHERE booking_id IS NOT NULL;
CREATE INDEX transaction_view_transfer ON transaction_view (transfer_id) WHERE transfer_id IS NOT NULL;

CREATE TABLE ledger_line (
    transaction_id uuid     NOT NULL,
    line           smallint NOT NULL,
    account        text     NOT NULL,
    amount         bigint   NOT NULL CHECK (amount <> 0),
    balance_after  bigint   NOT NULL,
    position       bigint   NOT NULL,
    PRIMARY KEY (transaction_id, line)
);
CREATE INDEX ledger_line_account ON ledger_line (account, position);

CREATE TABLE ledger_account (
    account text PRIMARY KEY,
    balance bigint NOT NULL
);

CREATE TABLE notification_view (
    id              uuid PRIMARY KEY,
    account_id      uuid        NOT NULL,
    type            text        NOT NULL,
    booking_id      uuid,
    counterparty_id uuid,
    amount          bigint,
    read            boolean     NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL,
    position        bigint      NOT NULL
);
CREATE INDEX notification_view_inbox ON notification_view (account_id, position DESC);
CREATE INDEX notification_view_unread ON notification_view (account_id, position DESC) WHERE NOT read;

-- Rebuilds of projections: where each stands in the log, of how much, and why it failed.
CREATE TABLE projection_rebuild (
    id         uuid PRIMARY KEY,
    projection text        NOT NULL,
    state      text        NOT NULL,
    position   bigint      NOT NULL,
    head       bigint      NOT NULL,
    cause      text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz
);
CREATE INDEX projection_rebuild_latest ON projection_rebuild (projection, started_at DESC);

-- The feed: what changed, for whom, in the order in which it was committed. A row without recipient is for everybody.
CREATE TABLE feed (
    position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient_id uuid,
    type         text        NOT NULL,
    resource_id  uuid        NOT NULL,
    version      bigint      NOT NULL,
    data         text        NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX feed_recipient ON feed (recipient_id, position);
