-- Whatever a list of bookings is narrowed to, it is found by an index that holds all of that: a page costs its own rows, not
-- those of everybody, nor all those of a mentor who has given ten thousand sessions. The times serve the slots too.
CREATE INDEX booking_view_learner_status ON booking_view (learner_id, status, position DESC);
CREATE INDEX booking_view_mentor_status ON booking_view (mentor_id, status, position DESC);
CREATE INDEX booking_view_status ON booking_view (status, position DESC);
CREATE INDEX booking_view_learner_start ON booking_view (learner_id, starts_at);
CREATE INDEX booking_view_mentor_start ON booking_view (mentor_id, starts_at);
CREATE INDEX booking_view_start ON booking_view (starts_at);

CREATE INDEX skill_view_price ON skill_view (price_tokens) WHERE status = 'PUBLISHED';
