package io.skillsphere.query.wallet;

import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.api.wallet.WalletEvent.WalletFrozen;
import io.skillsphere.api.wallet.WalletEvent.WalletUnfrozen;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.query.feed.Feed;
import io.skillsphere.query.projection.Projection;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each account's tokens, available and held. */
@Component
@ProcessingGroup("wallets")
class WalletProjection implements Projection {

    private final JdbcClient jdbc;
    private final Feed feed;

    WalletProjection(JdbcClient jdbc, Feed feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    @Override
    public List<String> tables() {
        return List.of("wallet_view");
    }

    @EventHandler
    void on(TokensIssued event, @SequenceNumber long version) {
        change(event.walletId(), event.amount(), 0, version);
    }

    @EventHandler
    void on(TokensRedeemed event, @SequenceNumber long version) {
        change(event.walletId(), -event.amount(), 0, version);
    }

    @EventHandler
    void on(HoldPlaced event, @SequenceNumber long version) {
        change(event.walletId(), -event.amount(), event.amount(), version);
    }

    @EventHandler
    void on(HoldReleased event, @SequenceNumber long version) {
        change(event.walletId(), event.amount(), -event.amount(), version);
    }

    @EventHandler
    void on(HoldCaptured event, @SequenceNumber long version) {
        change(event.walletId(), event.released(), -event.captured() - event.released(), version);
    }

    @EventHandler
    void on(TokensSent event, @SequenceNumber long version) {
        change(event.walletId(), -event.amount(), 0, version);
    }

    @EventHandler
    void on(TokensReceived event, @SequenceNumber long version) {
        change(event.walletId(), event.amount(), 0, version);
    }

    @EventHandler
    void on(WalletFrozen event, @SequenceNumber long version) {
        change(event.walletId(), 0, 0, true, version);
    }

    @EventHandler
    void on(WalletUnfrozen event, @SequenceNumber long version) {
        change(event.walletId(), 0, 0, false, version);
    }

    private void change(UUID accountId, long available, long held, long version) {
        change(accountId, available, held, null, version);
    }

    private void change(UUID accountId, long available, long held, Boolean frozen, long version) {
        // A wallet begins at version 0, with the first that happens to it.
        var change = version == 0
                ? jdbc.sql("""
                        INSERT INTO wallet_view (available, held, frozen, version, account_id)
                        VALUES (?, ?, coalesce(?, false), ?, ?) ON CONFLICT DO NOTHING RETURNING *""").params(available, held, frozen, version, accountId)
                : jdbc.sql("""
                        UPDATE wallet_view
                        SET available = available + ?, held = held + ?, frozen = coalesce(?, frozen), version = ?
                        WHERE account_id = ? AND version < ? RETURNING *""").params(available, held, frozen, version, accountId, version);
        change.query(new RecordRowMapper<>(WalletView.class))
                .optional()
                .ifPresent(wallet -> feed.publish(
                        FeedType.WALLET, wallet.accountId(), wallet.version(), wallet, wallet.accountId()));
    }
}
