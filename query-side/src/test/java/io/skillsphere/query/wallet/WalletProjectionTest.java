package io.skillsphere.query.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.query.QuerySideTest;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.junit.jupiter.api.Test;

class WalletProjectionTest extends QuerySideTest {

    private final UUID wallet = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID booking = UUID.randomUUID();

    @Test
    void each_event_moves_what_it_says() {
        log.record(wallet, new TokensIssued(wallet, UUID.randomUUID(), 10, IssueReason.WELCOME_GRANT, null));
        assertThat(wallet()).isEqualTo(new WalletView(wallet, 10, 0, false, 0));

        log.record(wallet, new HoldPlaced(wallet, booking, booking, 3));
        assertThat(wallet()).isEqualTo(new WalletView(wallet, 7, 3, false, 1));

        log.record(wallet, new HoldReleased(wallet, booking, booking, 3));
        assertThat(wallet()).isEqualTo(new WalletView(wallet, 10, 0, false, 2));

        log.record(
                wallet,
                new HoldPlaced(wallet, booking, booking, 5),
                new HoldCaptured(wallet, booking, booking, booking, other, 3, 2));
        assertThat(wallet()).isEqualTo(new WalletView(wallet, 7, 0, false, 4));

        log.record(wallet, new TokensSent(wallet, UUID.randomUUID(), other, 2, null));
        assertThat(wallet()).isEqualTo(new WalletView(wallet, 5, 0, false, 5));

        log.record(wallet, new TokensReceived(wallet, UUID.randomUUID(), other, 4, null));
        assertThat(wallet()).isEqualTo(new WalletView(wallet, 9, 0, false, 6));

        log.record(wallet, new TokensRedeemed(wallet, UUID.randomUUID(), 9, null));
        assertThat(wallet()).isEqualTo(new WalletView(wallet, 0, 0, false, 7));
    }

    @Test
    void a_wallet_begins_with_tokens_from_another_person_too() {
        log.record(wallet, new TokensReceived(wallet, UUID.randomUUID(), other, 4, null));

        assertThat(wallet()).isEqualTo(new WalletView(wallet, 4, 0, false, 0));
    }

    @Test
    void there_is_no_wallet_until_something_moved() {
        assertThat(queries.query(new FindWallet(wallet), ResponseTypes.optionalInstanceOf(WalletView.class))
                        .join())
                .isEmpty();
    }

    private WalletView wallet() {
        return answer(new FindWallet(wallet), WalletView.class);
    }
}
