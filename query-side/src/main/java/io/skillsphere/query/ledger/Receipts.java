package io.skillsphere.query.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What proves that a transfer is in the ledger. */
@Component
public class Receipts {

    private final JdbcClient jdbc;
    private final MerkleTree tree;

    Receipts(JdbcClient jdbc, MerkleTree tree) {
        this.jdbc = jdbc;
        this.tree = tree;
    }

    /**
     * One event of a transfer.
     *
     * @param index of its seal
     * @param event as it was sealed: JSON, with the hash of the metadata in the place of the metadata
     * @param previousSeal hexadecimal
     * @param path from its leaf to the root, as RFC 9162 defines it; hexadecimal
     */
    public record Entry(long index, @JsonRawValue String event, String previousSeal, List<String> path) {}

    /** A transfer, and where in the log the last of the events is that are asked for. */
    public record Transfer(UUID transferId, long lastPosition) {}

    /** By its own id or by that of one of its transactions; null where this wallet (any, if that is null) had no part in it. */
    public Transfer find(UUID id, UUID accountId) {
        return jdbc.sql("""
                SELECT transfer_id, max(position) AS last_position FROM transaction_view
                WHERE (transfer_id = :id OR transfer_id = (SELECT transfer_id FROM transaction_view WHERE id = :id))
                    AND (account_id = :account OR cast(:account AS uuid) IS NULL)
                GROUP BY transfer_id""")
                .param("id", id)
                .param("account", accountId)
                .query(new RecordRowMapper<>(Transfer.class))
                .optional()
                .orElse(null);
    }

    /** The transfer's events in this wallet (in all, if that is null), each with its proof against the checkpoint. */
    public List<Entry> entries(UUID transferId, UUID accountId, Checkpoint checkpoint) {
        return jdbc.sql("""
                SELECT s.index, coalesce(before.seal, decode(repeat('00', 32), 'hex')) AS previous_seal, %s
                FROM transaction_view t
                JOIN domain_event_entry e ON e.global_index = t.position
                JOIN seal s ON s.position = t.position
                LEFT JOIN seal before ON before.index = s.index - 1
                WHERE t.transfer_id = :transfer AND (t.account_id = :account OR cast(:account AS uuid) IS NULL)
                ORDER BY s.index""".formatted(LoggedEvent.columns("e")))
                .param("transfer", transferId)
                .param("account", accountId)
                .query((row, number) -> {
                    long index = row.getLong("index");
                    return new Entry(
                            index,
                            LoggedEvent.read(row).bare(),
                            HexFormat.of().formatHex(row.getBytes("previous_seal")),
                            tree.inclusion(index, checkpoint.count()).stream()
                                    .map(HexFormat.of()::formatHex)
                                    .toList());
                })
                .list();
    }
}
