-- What people write. The only table that the command side writes and the query side reads; erasing an account deletes its
-- rows, and no event changes.

CREATE TABLE written_text (
    id         uuid PRIMARY KEY,
    author_id  uuid        NOT NULL,
    title      text,
    body       text        NOT NULL,
    category   text,
    tags       text[]      NOT NULL DEFAULT '{}',
    written_at timestamptz NOT NULL
);
CREATE INDEX written_text_author ON written_text (author_id);
