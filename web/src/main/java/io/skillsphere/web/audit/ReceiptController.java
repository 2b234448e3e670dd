package io.skillsphere.web.audit;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.query.ledger.Checkpoint;
import io.skillsphere.query.ledger.Receipts;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Proof of one's own transfers. */
@Tag(name = "Audit")
@RestController
class ReceiptController {

    private final Receipts receipts;
    private final Notary notary;
    private final AuditKeys keys;

    ReceiptController(Receipts receipts, Notary notary, AuditKeys keys) {
        this.receipts = receipts;
        this.notary = notary;
        this.keys = keys;
    }

    @Operation(
            summary = "Proof that a transfer is in the ledger, to be kept and verified offline",
            description = "By the id of the transfer (a booking's is the booking's), or of one of its transactions."
                    + " One's own side only; AUDITOR and ADMIN get both.")
    @GetMapping("/api/wallet/receipts/{transferId}")
    Receipt receipt(@CurrentActor Actor actor, @PathVariable UUID transferId) {
        boolean seesAll = actor.role() == Role.ADMIN || actor.role() == Role.AUDITOR;
        UUID accountId = seesAll ? null : actor.accountId();
        Receipts.Transfer transfer = receipts.find(transferId, accountId);
        if (transfer == null) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "There is no transfer %s.".formatted(transferId));
        }
        Checkpoint checkpoint = notary.covering(transfer.lastPosition());
        return new Receipt(
                transfer.transferId(),
                receipts.entries(transfer.transferId(), accountId, checkpoint),
                checkpoint,
                keys.publicKeys());
    }
}
