package io.skillsphere.api.ledger;

import java.util.List;

/** A page of transactions; {@code next} is the {@code before} of the next page, null on the last. */
public record TransactionPage(List<TransactionView> items, Long next) {}
