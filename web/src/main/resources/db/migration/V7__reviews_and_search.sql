CREATE TABLE review_view (
    id         uuid PRIMARY KEY,
    booking_id uuid        NOT NULL,
    learner_id uuid        NOT NULL,
    mentor_id  uuid        NOT NULL,
    author     text        NOT NULL,
    rating     smallint    NOT NULL,
    text_id    uuid,
    written_at timestamptz NOT NULL,
    position   bigint      NOT NULL
);
CREATE INDEX review_view_booking ON review_view (booking_id);
CREATE INDEX review_view_mentor ON review_view (mentor_id, position DESC) WHERE author = 'LEARNER';

-- What learners think of a mentor.
CREATE TABLE mentor_rating_view (
    mentor_id    uuid PRIMARY KEY,
    review_count bigint NOT NULL,
    rating_sum   bigint NOT NULL
);

-- The words of a skill's wording (only that has a title), for whoever looks for them. They go when the text is erased.
CREATE FUNCTION lower_each(texts text[]) RETURNS text[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    RETURN (SELECT coalesce(array_agg(lower(t)), '{}') FROM unnest(texts) t);

CREATE FUNCTION wording_words(title text, body text, category text, tags text[]) RETURNS tsvector
    IMMUTABLE PARALLEL SAFE LANGUAGE sql
    RETURN setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', coalesce(category, '') || ' ' || array_to_string(tags, ' ')), 'B')
        || setweight(to_tsvector('simple', body), 'D');

ALTER TABLE written_text ADD COLUMN words tsvector
    GENERATED ALWAYS AS (CASE WHEN title IS NOT NULL THEN wording_words(title, body, category, tags) END) STORED;
-- Skills are looked for far more often than they are written: no list of pending entries for every search to go through.
CREATE INDEX written_text_words ON written_text USING gin (words) WITH (fastupdate = off) WHERE words IS NOT NULL;
CREATE INDEX written_text_tags ON written_text USING gin (lower_each(tags)) WITH (fastupdate = off) WHERE title IS NOT NULL;
CREATE INDEX written_text_category ON written_text (lower(category)) WHERE title IS NOT NULL;
CREATE INDEX skill_view_wording ON skill_view (wording_id);
