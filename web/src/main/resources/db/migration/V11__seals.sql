-- What makes the log provable (docs/adr/0017-seals-and-checkpoints.md). Nothing here follows from a projection: a rebuild
-- leaves it alone, and no row is ever changed.

-- One row for each event, in the order of the log. The seal covers the event and the seal before it.
CREATE TABLE seal (
    index      bigint PRIMARY KEY CHECK (index >= 0),
    position   bigint NOT NULL UNIQUE,
    event_id   text   NOT NULL UNIQUE,
    event_hash bytea  NOT NULL CHECK (length(event_hash) = 32),
    seal       bytea  NOT NULL CHECK (length(seal) = 32)
);

-- The Merkle tree over the seals (RFC 9162): the roots of its complete subtrees of 2, 4, 8 ... leaves.
CREATE TABLE seal_subtree (
    level integer NOT NULL CHECK (level > 0),
    index bigint  NOT NULL CHECK (index >= 0),
    hash  bytea   NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, index)
);

-- The same with the leaves, which follow from the seals.
CREATE VIEW seal_tree AS
    SELECT 0 AS level, index, sha256('\x00'::bytea || seal) AS hash FROM seal
    UNION ALL
    SELECT level, index, hash FROM seal_subtree;

-- Signed statements of how many events there were and what the root of their tree was.
CREATE TABLE checkpoint (
    count     bigint PRIMARY KEY CHECK (count > 0),
    position  bigint      NOT NULL,
    root      bytea       NOT NULL,
    signed_at timestamptz NOT NULL,
    jws       text        NOT NULL
);

-- The keys that sign checkpoints and nothing else. Private parts included: whoever can read this table can sign.
CREATE TABLE audit_key (
    kid        text PRIMARY KEY,
    jwk        text        NOT NULL,
    created_at timestamptz NOT NULL
);
