-- Since when an account can't be signed in to; null where it can.
ALTER TABLE account ADD COLUMN suspended_at timestamptz;
