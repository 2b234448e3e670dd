package io.skillsphere.api.wallet;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a wallet. Amounts are whole tokens, above zero; a wallet's id is its account's id. */
public sealed interface WalletEvent {

    UUID walletId();

    /** The treasury gave tokens. */
    @Revision("1")
    record TokensIssued(UUID walletId, UUID transferId, long amount, IssueReason reason, UUID noteId)
            implements WalletEvent {}

    /** The treasury took tokens back. */
    @Revision("1")
    record TokensRedeemed(UUID walletId, UUID transferId, long amount, UUID noteId) implements WalletEvent {}

    /** Available tokens were set aside for a booking. */
    @Revision("1")
    record HoldPlaced(UUID walletId, UUID holdId, UUID bookingId, long amount) implements WalletEvent {}

    /** All of a hold became available again. */
    @Revision("1")
    record HoldReleased(UUID walletId, UUID holdId, UUID bookingId, long amount) implements WalletEvent {}

    /** Of a hold, {@code captured} left for the payee, and {@code released} (perhaps 0) became available again. */
    @Revision("1")
    record HoldCaptured(
            UUID walletId, UUID holdId, UUID bookingId, UUID transferId, UUID payeeId, long captured, long released)
            implements WalletEvent {}

    /** Tokens left for the payee. */
    @Revision("1")
    record TokensSent(UUID walletId, UUID transferId, UUID payeeId, long amount, UUID memoId) implements WalletEvent {}

    /** Tokens that had left the payer arrived; {@code bookingId} is null for a gift between people. */
    @Revision("1")
    record TokensReceived(UUID walletId, UUID transferId, UUID payerId, long amount, UUID bookingId)
            implements WalletEvent {}

    /** An administrator stopped the wallet from giving tokens away. */
    @Revision("1")
    record WalletFrozen(UUID walletId) implements WalletEvent {}

    /** It may give tokens away again. */
    @Revision("1")
    record WalletUnfrozen(UUID walletId) implements WalletEvent {}
}
