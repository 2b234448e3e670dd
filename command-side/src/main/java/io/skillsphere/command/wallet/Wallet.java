package io.skillsphere.command.wallet;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.api.wallet.CaptureHold;
import io.skillsphere.api.wallet.FreezeWallet;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.api.wallet.PlaceHold;
import io.skillsphere.api.wallet.QuoteTransfer;
import io.skillsphere.api.wallet.ReceiveTokens;
import io.skillsphere.api.wallet.RedeemTokens;
import io.skillsphere.api.wallet.ReleaseHold;
import io.skillsphere.api.wallet.SendTokens;
import io.skillsphere.api.wallet.UnfreezeWallet;
import io.skillsphere.api.wallet.WalletEvent.HoldCaptured;
import io.skillsphere.api.wallet.WalletEvent.HoldPlaced;
import io.skillsphere.api.wallet.WalletEvent.HoldReleased;
import io.skillsphere.api.wallet.WalletEvent.TokensIssued;
import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensRedeemed;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import io.skillsphere.api.wallet.WalletEvent.WalletFrozen;
import io.skillsphere.api.wallet.WalletEvent.WalletUnfrozen;
import io.skillsphere.command.text.WrittenTexts;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * An account's tokens: available and held, never below zero. It begins with the first tokens that arrive.
 *
 * <p>It remembers every hold and transfer that it has seen, so that a command that comes again does nothing, however late.
 */
@Revision("2")
@Aggregate(snapshotTriggerDefinition = "everyHundredEvents")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class Wallet {

    @AggregateIdentifier
    private UUID walletId;

    private long available;
    private boolean frozen;
    private DaySum sent = DaySum.NOTHING;
    private final Map<UUID, Hold> holds = new HashMap<>();
    private final Map<UUID, Transfer> transfers = new HashMap<>();

    protected Wallet() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(IssueTokens command, WrittenTexts texts) {
        if (isNew(command.transferId(), new Transfer(Transfer.Kind.ISSUED, command.amount(), null))) {
            texts.keep(command.walletId(), command.note());
            apply(new TokensIssued(
                    command.walletId(),
                    command.transferId(),
                    command.amount(),
                    command.reason(),
                    WrittenText.idOf(command.note())));
        }
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(RedeemTokens command, WrittenTexts texts) {
        if (isNew(command.transferId(), new Transfer(Transfer.Kind.REDEEMED, command.amount(), null))) {
            requireAvailable(command.amount());
            texts.keep(command.walletId(), command.note());
            apply(new TokensRedeemed(
                    walletId, command.transferId(), command.amount(), WrittenText.idOf(command.note())));
        }
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(SendTokens command, WrittenTexts texts, Clock clock) {
        if (isNew(command.transferId(), new Transfer(Transfer.Kind.SENT, command.amount(), command.payeeId()))) {
            requireSendable(command.walletId(), command.payeeId(), command.amount(), command.dailyLimit(), clock);
            texts.keep(command.walletId(), command.memo());
            apply(new TokensSent(
                    walletId,
                    command.transferId(),
                    command.payeeId(),
                    command.amount(),
                    WrittenText.idOf(command.memo())));
        }
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(QuoteTransfer command, Clock clock) {
        requireSendable(command.walletId(), command.payeeId(), command.amount(), command.dailyLimit(), clock);
        return available - command.amount();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(ReceiveTokens command) {
        if (isNew(command.transferId(), new Transfer(Transfer.Kind.RECEIVED, command.amount(), command.payerId()))) {
            apply(new TokensReceived(
                    command.walletId(),
                    command.transferId(),
                    command.payerId(),
                    command.amount(),
                    command.bookingId()));
        }
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(PlaceHold command) {
        Hold known = holds.get(command.holdId());
        if (known == null) {
            requireThawed();
            requireAvailable(command.amount());
            apply(new HoldPlaced(walletId, command.holdId(), command.bookingId(), command.amount()));
        } else if (!known.isFor(command.bookingId(), command.amount())) {
            throw otherContent("hold", command.holdId());
        }
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public Long handle(ReleaseHold command) {
        Hold hold = holds.get(command.holdId());
        if (hold != null && hold.open()) {
            apply(new HoldReleased(walletId, command.holdId(), hold.bookingId(), hold.amount()));
        } else if (hold != null && hold.captured() > 0) {
            throw otherContent("hold", command.holdId());
        }
        return getVersion();
    }

    @CommandHandler
    public long handle(CaptureHold command) {
        Hold hold = holds.get(command.holdId());
        if (hold == null) {
            throw new CommandRejectedException(RejectionCode.NOT_FOUND, "There is no such hold.");
        }
        Hold captured = hold.capture(command.amount(), command.transferId(), command.payeeId());
        if (hold.open()) {
            if (command.amount() > hold.amount()) {
                throw new CommandRejectedException(
                        RejectionCode.INSUFFICIENT_TOKENS,
                        "A hold of %d tokens can't pay %d.".formatted(hold.amount(), command.amount()));
            }
            apply(new HoldCaptured(
                    walletId,
                    command.holdId(),
                    hold.bookingId(),
                    command.transferId(),
                    command.payeeId(),
                    command.amount(),
                    hold.amount() - command.amount()));
        } else if (!hold.equals(captured)) {
            throw otherContent("hold", command.holdId());
        }
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public long handle(FreezeWallet command) {
        if (!frozen) {
            apply(new WalletFrozen(command.walletId()));
        }
        return getVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public Long handle(UnfreezeWallet command) {
        if (frozen) {
            apply(new WalletUnfrozen(walletId));
        }
        return getVersion();
    }

    private void requireSendable(UUID from, UUID to, long amount, long dailyLimit, Clock clock) {
        if (to.equals(from)) {
            throw new CommandRejectedException(RejectionCode.SELF_TRANSFER, "Tokens can't be sent to oneself.");
        }
        requireThawed();
        requireAvailable(amount);
        long left = Math.max(0, dailyLimit - sent.on(clock.instant()));
        if (amount > left) {
            throw new CommandRejectedException(
                    RejectionCode.DAILY_LIMIT,
                    "Of the %d tokens that can be sent on one day, %d are left today.".formatted(dailyLimit, left));
        }
    }

    private void requireThawed() {
        if (frozen) {
            throw new CommandRejectedException(
                    RejectionCode.WALLET_FROZEN, "The wallet is frozen: it can receive tokens, but not give any.");
        }
    }

    private boolean isNew(UUID transferId, Transfer transfer) {
        Transfer known = transfers.get(transferId);
        if (known != null && !known.equals(transfer)) {
            throw otherContent("transfer", transferId);
        }
        return known == null;
    }

    private void requireAvailable(long amount) {
        if (amount > available) {
            throw new CommandRejectedException(
                    RejectionCode.INSUFFICIENT_TOKENS,
                    "%d tokens are needed, %d are available.".formatted(amount, available));
        }
    }

    private static CommandRejectedException otherContent(String what, UUID id) {
        return new CommandRejectedException(
                RejectionCode.ALREADY_EXISTS, "The %s %s exists with other content.".formatted(what, id));
    }

    @EventSourcingHandler
    void on(TokensIssued event) {
        walletId = event.walletId();
        available = Math.addExact(available, event.amount());
        transfers.put(event.transferId(), new Transfer(Transfer.Kind.ISSUED, event.amount(), null));
    }

    @EventSourcingHandler
    void on(TokensRedeemed event) {
        available -= event.amount();
        transfers.put(event.transferId(), new Transfer(Transfer.Kind.REDEEMED, event.amount(), null));
    }

    @EventSourcingHandler
    void on(TokensSent event, @Timestamp Instant at) {
        sent = sent.plus(event.amount(), at);
        available -= event.amount();
        transfers.put(event.transferId(), new Transfer(Transfer.Kind.SENT, event.amount(), event.payeeId()));
    }

    @EventSourcingHandler
    void on(TokensReceived event) {
        walletId = event.walletId();
        available = Math.addExact(available, event.amount());
        transfers.put(event.transferId(), new Transfer(Transfer.Kind.RECEIVED, event.amount(), event.payerId()));
    }

    @EventSourcingHandler
    void on(HoldPlaced event) {
        available -= event.amount();
        holds.put(event.holdId(), Hold.place(event.bookingId(), event.amount()));
    }

    @EventSourcingHandler
    void on(HoldReleased event) {
        available += event.amount();
        holds.computeIfPresent(event.holdId(), (id, hold) -> hold.release());
    }

    @EventSourcingHandler
    void on(HoldCaptured event) {
        available += event.released();
        holds.computeIfPresent(
                event.holdId(), (id, hold) -> hold.capture(event.captured(), event.transferId(), event.payeeId()));
    }

    @EventSourcingHandler
    void on(WalletFrozen event) {
        walletId = event.walletId();
        frozen = true;
    }

    @EventSourcingHandler
    void on(WalletUnfrozen event) {
        frozen = false;
    }
}
