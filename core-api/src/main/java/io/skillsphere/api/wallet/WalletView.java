package io.skillsphere.api.wallet;

import java.util.UUID;

/** An account's tokens: available and held. */
public record WalletView(UUID accountId, long available, long held, boolean frozen, long version) {}
