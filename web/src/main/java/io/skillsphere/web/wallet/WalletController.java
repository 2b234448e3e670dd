package io.skillsphere.web.wallet;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.EntityVersion;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An account's own wallet. */
@RestController
class WalletController {

    /** The version of a wallet in which nothing has moved yet: one less than that of the first event. */
    private static final long UNTOUCHED = -1;

    private final QueryGateway queries;

    WalletController(QueryGateway queries) {
        this.queries = queries;
    }

    @GetMapping("/api/wallet")
    ResponseEntity<WalletView> get(@CurrentActor Actor actor) {
        WalletView wallet = queries.query(
                        new FindWallet(actor.accountId()), ResponseTypes.optionalInstanceOf(WalletView.class))
                .join()
                .orElseGet(() -> new WalletView(actor.accountId(), 0, 0, false, UNTOUCHED));
        return EntityVersion.tagged(ResponseEntity.ok(), wallet.version(), wallet);
    }
}
