package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.Checkpoint;
import io.skillsphere.query.ledger.Receipts;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The proof that a transfer is in the ledger, for its owner to keep and to verify without us.
 *
 * @param entries the transfer's events in the owner's wallet; of everything else there are only hashes
 * @param keys a JWK set
 */
record Receipt(
        String format, UUID transferId, List<Receipts.Entry> entries, Checkpoint checkpoint, Map<String, Object> keys) {

    Receipt(UUID transferId, List<Receipts.Entry> entries, Checkpoint checkpoint, Map<String, Object> keys) {
        this("skillsphere-receipt/1", transferId, entries, checkpoint, keys);
    }
}
