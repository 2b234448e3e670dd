package io.skillsphere.web.identity;

import io.skillsphere.api.notification.PostNotification;
import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.api.wallet.WalletView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.queryhandling.QueryHandler;

/** Stands where the wallets are, remembers what was asked of them and refuses when told to. */
public class RecordedWallets {

    private final List<CommandMessage<?>> received = new CopyOnWriteArrayList<>();
    private volatile RuntimeException refusal;

    @CommandHandler
    long handle(IssueTokens command, CommandMessage<?> message) {
        if (refusal != null) {
            throw refusal;
        }
        received.add(message);
        return 0;
    }

    /** Beside the wallets are the inboxes. */
    @CommandHandler
    long handle(PostNotification command) {
        return 0;
    }

    @QueryHandler
    Optional<WalletView> handle(FindWallet query) {
        return issuedTo(query.accountId()).stream()
                .findFirst()
                .map(issued -> new WalletView(query.accountId(), issued.amount(), 0, false, 0));
    }

    void refuseWith(RuntimeException e) {
        refusal = e;
    }

    void accept() {
        refusal = null;
    }

    List<IssueTokens> issuedTo(UUID walletId) {
        return messagesTo(walletId).stream()
                .map(message -> (IssueTokens) message.getPayload())
                .toList();
    }

    List<CommandMessage<?>> messagesTo(UUID walletId) {
        return received.stream()
                .filter(message ->
                        ((IssueTokens) message.getPayload()).walletId().equals(walletId))
                .toList();
    }
}
