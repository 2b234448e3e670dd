-- The outbox remembers what became of each mail: WAITING, SENT, DROPPED (by then there was nothing to say, or an operator said
-- so), or DEAD. The id says which event, person and channel a mail is of, so that it is put in once. What it says is kept from
-- the first try until it is sent, and goes with the account.

ALTER TABLE outgoing_mail
    ADD COLUMN position   bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN state      text        NOT NULL DEFAULT 'WAITING',
    ADD COLUMN content    text,
    ADD COLUMN failure    text,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN done_at    timestamptz;

DROP INDEX outgoing_mail_due;
CREATE INDEX outgoing_mail_due ON outgoing_mail (due_at) WHERE state = 'WAITING';
CREATE INDEX outgoing_mail_dead ON outgoing_mail (position DESC) WHERE state = 'DEAD';
CREATE INDEX outgoing_mail_done ON outgoing_mail (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX outgoing_mail_account ON outgoing_mail (account_id);

-- Signs the links that stop mails; made here and never changed, since such a link must not expire.
CREATE TABLE unsubscribe_key (key bytea NOT NULL);
INSERT INTO unsubscribe_key
VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
