package io.skillsphere.web.ledger;

/**
 * What a transfer would cost, without its being made.
 *
 * @param costTokens what would leave the wallet, fees included; there are none
 * @param availableAfter what would be left
 */
record TransferQuote(long costTokens, long availableAfter) {}
