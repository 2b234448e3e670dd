package io.skillsphere.query.ledger;

import java.time.Instant;

/**
 * A signed statement: the log's first {@code count} events had this root.
 *
 * @param position where the last of them stands in the log
 * @param count how many events are sealed up to there
 * @param root of the Merkle tree over their seals, as RFC 9162 defines it; hexadecimal
 * @param jws the four above, signed, in the compact form of RFC 7515
 */
public record Checkpoint(long position, long count, String root, Instant time, String jws) {}
