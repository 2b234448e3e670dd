-- What an auditor asks of each ledger line: who acted, which command, when it took effect, and the account's own count.
-- What was recorded before is completed from the log; where Axon Server keeps that, a rebuild of "transactions" does it.

ALTER TABLE transaction_view
    ADD COLUMN actor          text,
    ADD COLUMN actor_role     text,
    ADD COLUMN command_id     text,
    ADD COLUMN correlation_id text,
    ADD COLUMN effective_at   timestamptz;

UPDATE transaction_view SET
    actor          = origin.meta ->> 'actor',
    actor_role     = origin.meta ->> 'actorRole',
    command_id     = origin.meta ->> 'causationId',
    correlation_id = origin.meta ->> 'correlationId'
FROM (SELECT event_identifier, convert_from(meta_data, 'UTF8')::jsonb AS meta FROM domain_event_entry
      WHERE meta_data IS NOT NULL) AS origin
WHERE origin.event_identifier = transaction_view.id::text;

-- A credit takes effect when the tokens leave the payer, everything else when it is recorded.
UPDATE transaction_view SET effective_at = coalesce(
    (SELECT min(debit.recorded_at) FROM transaction_view debit
     WHERE transaction_view.type = 'TRANSFER_IN' AND debit.transfer_id = transaction_view.transfer_id
        AND debit.account_id = transaction_view.counterparty_id AND debit.type IN ('CAPTURE', 'TRANSFER_OUT')),
    recorded_at);
ALTER TABLE transaction_view ALTER COLUMN effective_at SET NOT NULL;

ALTER TABLE ledger_line ADD COLUMN account_version bigint NOT NULL DEFAULT 0;
ALTER TABLE ledger_account ADD COLUMN version bigint NOT NULL DEFAULT 0;

-- Running balances follow the log's order, also for what was committed late.
UPDATE ledger_line SET balance_after = running.balance, account_version = running.version
FROM (SELECT transaction_id, line,
          sum(amount) OVER (PARTITION BY account ORDER BY position) AS balance,
          row_number() OVER (PARTITION BY account ORDER BY position) AS version
      FROM ledger_line) AS running
WHERE running.transaction_id = ledger_line.transaction_id AND running.line = ledger_line.line;

UPDATE ledger_account SET version = (SELECT count(*) FROM ledger_line WHERE ledger_line.account = ledger_account.account);
ALTER TABLE ledger_line ALTER COLUMN account_version DROP DEFAULT;
ALTER TABLE ledger_account ALTER COLUMN version DROP DEFAULT;

-- Replays by auditors: where each stands in the log, and what it found.
CREATE TABLE audit_replay (
    id         uuid PRIMARY KEY,
    state      text        NOT NULL,
    position   bigint      NOT NULL,
    head       bigint      NOT NULL,
    report     text,
    cause      text,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz
);
CREATE INDEX audit_replay_latest ON audit_replay (started_at DESC);
