package io.skillsphere.query.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines in the order of the log, whole events only; {@code next} is the {@code after} of the next page, null on the last. */
public record LedgerPage(List<LedgerLine> items, @Nullable Long next) {}
