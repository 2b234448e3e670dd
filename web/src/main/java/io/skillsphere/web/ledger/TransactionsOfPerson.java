package io.skillsphere.web.ledger;

import io.skillsphere.api.ledger.FindTransactions;
import io.skillsphere.api.ledger.TransactionPage;
import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.web.identity.PersonalData;
import io.skillsphere.web.page.EveryPage;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Somebody's wallet, and every transaction that made it what it is. */
@Component
class TransactionsOfPerson implements PersonalData {

    private static final int AT_ONCE = 100;

    private final QueryGateway queries;
    private final TransactionPresenter presenter;

    TransactionsOfPerson(QueryGateway queries, TransactionPresenter presenter) {
        this.queries = queries;
        this.presenter = presenter;
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "wallet",
                queries
                        .query(new FindWallet(accountId), ResponseTypes.optionalInstanceOf(WalletView.class))
                        .join()
                        .stream(),
                "transactions",
                EveryPage.of(
                        before -> page(accountId, before),
                        page -> presenter.present(page.items()),
                        TransactionPage::next));
    }

    private TransactionPage page(UUID accountId, Long before) {
        return queries.query(
                        new FindTransactions(accountId, null, null, null, null, null, before, AT_ONCE),
                        TransactionPage.class)
                .join();
    }
}
