-- Up to where updates of the feed are not kept any more. Who comes back with an earlier position is told so.
CREATE TABLE feed_retention (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    trimmed bigint NOT NULL
);
INSERT INTO feed_retention (trimmed) VALUES (0);
