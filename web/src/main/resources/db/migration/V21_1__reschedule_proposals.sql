-- Another time that one of a booking's people would like; both columns or none.
ALTER TABLE booking_view
    ADD COLUMN proposed_by        uuid,
    ADD COLUMN proposed_starts_at timestamptz;
