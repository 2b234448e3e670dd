package io.skillsphere.query.wallet;

import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds wallets. */
@Component
class WalletQueries {

    private final JdbcClient jdbc;

    WalletQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<WalletView> find(FindWallet query) {
        return jdbc.sql("SELECT * FROM wallet_view WHERE account_id = ?")
                .param(query.accountId())
                .query(new RecordRowMapper<>(WalletView.class))
                .optional();
    }
}
