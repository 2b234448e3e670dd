-- In the order in which they were opened, for lists that go on where a page ended: two can be opened in one instant.
ALTER TABLE account ADD COLUMN number bigint;
UPDATE account SET number = numbered.number
FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) AS number FROM account) AS numbered
WHERE numbered.id = account.id;
ALTER TABLE account ALTER COLUMN number SET NOT NULL;
ALTER TABLE account ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY;
SELECT setval(pg_get_serial_sequence('account', 'number'), (SELECT count(*) FROM account) + 1, false);
CREATE UNIQUE INDEX account_number ON account (number);
