-- When mentors take sessions, as they published it.
CREATE TABLE availability_view (
    mentor_id uuid PRIMARY KEY,
    timetable jsonb  NOT NULL,
    version   bigint NOT NULL
);

-- What is taken of somebody's time, for the slots that are still free.
CREATE INDEX booking_view_mentor_taken ON booking_view (mentor_id, starts_at)
    WHERE status IN ('REQUESTED', 'PENDING', 'CONFIRMED', 'DELIVERED', 'DISPUTED');
CREATE INDEX booking_view_learner_taken ON booking_view (learner_id, starts_at)
    WHERE status IN ('REQUESTED', 'PENDING', 'CONFIRMED', 'DELIVERED', 'DISPUTED');
