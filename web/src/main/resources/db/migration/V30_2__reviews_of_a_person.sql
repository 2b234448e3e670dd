-- For everything about a person: the reviews of their bookings, on either side.
CREATE INDEX review_view_learner ON review_view (learner_id, position DESC);
DROP INDEX review_view_mentor;
CREATE INDEX review_view_mentor ON review_view (mentor_id, position DESC);
