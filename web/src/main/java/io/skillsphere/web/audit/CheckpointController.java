package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.Checkpoint;
import io.skillsphere.query.ledger.Checkpoints;
import io.skillsphere.query.ledger.Seals;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was said about the log, signed. */
@Tag(name = "Audit")
@RestController
@RequestMapping("/api/audit")
class CheckpointController {

    private final Checkpoints checkpoints;
    private final Seals seals;
    private final AuditKeys keys;

    CheckpointController(Checkpoints checkpoints, Seals seals, AuditKeys keys) {
        this.checkpoints = checkpoints;
        this.seals = seals;
        this.keys = keys;
    }

    @Operation(summary = "Signed statements of what the log was; keep some, and a changed log will not match them")
    @GetMapping("/checkpoints")
    ResponseEntity<Page<Checkpoint>> checkpoints(
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        List<Checkpoint> page = checkpoints.page(Cursor.beforeOf(cursor), limit + 1);
        return page.size() <= limit
                ? Pages.of(page, null)
                : Pages.of(page.subList(0, limit), page.get(limit - 1).count());
    }

    @Operation(summary = "The public keys that checkpoints are verified with (RFC 7517); old ones stay")
    @GetMapping("/keys")
    Map<String, Object> keys() {
        return keys.publicKeys();
    }

    @Operation(summary = "How many events are sealed, up to where, and how many wait for their seal")
    @GetMapping("/seals")
    Seals.Status seals() {
        return seals.status();
    }
}
