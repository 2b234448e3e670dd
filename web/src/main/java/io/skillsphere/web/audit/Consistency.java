package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.Checkpoint;
import java.util.List;
import java.util.Map;

/**
 * The proof that the history of one checkpoint is the beginning of another's.
 *
 * @param path as RFC 9162 defines it; hexadecimal
 * @param keys a JWK set
 */
record Consistency(String format, Checkpoint from, Checkpoint to, List<String> path, Map<String, Object> keys) {

    Consistency(Checkpoint from, Checkpoint to, List<String> path, Map<String, Object> keys) {
        this("skillsphere-consistency/1", from, to, path, keys);
    }
}
