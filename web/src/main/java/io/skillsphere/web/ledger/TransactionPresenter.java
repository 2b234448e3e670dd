package io.skillsphere.web.ledger;

import io.skillsphere.api.ledger.TransactionView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts texts into transactions. */
@Component
class TransactionPresenter {

    private final TextReader texts;

    TransactionPresenter(TextReader texts) {
        this.texts = texts;
    }

    List<TransactionResource> present(List<TransactionView> transactions) {
        Map<UUID, WrittenText> written = texts.read(transactions.stream().map(TransactionView::textId));
        return transactions.stream()
                .map(transaction -> present(transaction, written.get(transaction.textId())))
                .toList();
    }

    private static TransactionResource present(TransactionView transaction, WrittenText text) {
        String code = transaction.reason() == null ? null : transaction.reason().name();
        return new TransactionResource(
                transaction.id(),
                transaction.accountId(),
                transaction.type(),
                transaction.amount(),
                transaction.balanceAfter(),
                transaction.heldAfter(),
                transaction.counterpartyId(),
                transaction.bookingId(),
                transaction.transferId(),
                text == null ? code : text.body(),
                transaction.recordedAt(),
                transaction.position());
    }
}
