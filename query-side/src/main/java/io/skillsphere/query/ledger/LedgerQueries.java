package io.skillsphere.query.ledger;

import io.skillsphere.api.ledger.FindTransactions;
import io.skillsphere.api.ledger.TransactionPage;
import io.skillsphere.api.ledger.TransactionView;
import io.skillsphere.query.paging.NewestFirst;
import io.skillsphere.query.row.RecordRowMapper;
import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the journal. */
@Component
class LedgerQueries {

    private final JdbcClient jdbc;

    LedgerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    TransactionPage find(FindTransactions query) {
        return NewestFirst.of(jdbc, "SELECT * FROM transaction_view")
                .where("account_id = ?", query.accountId())
                .where("type = ?", query.type() == null ? null : query.type().name())
                .where("recorded_at >= ?", timestamp(query.from()))
                .where("recorded_at < ?", timestamp(query.to()))
                .where("booking_id = ?", query.bookingId())
                .where("transfer_id = ?", query.transferId())
                .page(
                        query.before(),
                        query.limit(),
                        new RecordRowMapper<>(TransactionView.class),
                        TransactionView::position,
                        TransactionPage::new);
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
