package io.skillsphere.api.wallet;

import java.util.UUID;

/** Asks for an account's wallet; answered with an optional {@link WalletView}, empty until something moved. */
public record FindWallet(UUID accountId) {}
