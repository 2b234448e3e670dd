package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.Checkpoint;
import io.skillsphere.query.ledger.Checkpoints;
import io.skillsphere.query.ledger.Seals;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StreamUtils;
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
    private final Notary notary;

    CheckpointController(Checkpoints checkpoints, Seals seals, AuditKeys keys, Notary notary) {
        this.checkpoints = checkpoints;
        this.seals = seals;
        this.keys = keys;
        this.notary = notary;
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

    @Operation(
            summary = "Proof that the history of one checkpoint is the beginning of another's",
            description =
                    "Checkpoints are named by their counts. For everybody who is signed in: there are only hashes in it.")
    @GetMapping("/consistency")
    @Refuses(also = ProblemCode.NOT_FOUND)
    Consistency consistency(@RequestParam @Min(1) long from, @RequestParam @Min(1) long to) {
        if (from > to) {
            throw ProblemException.invalid("from", "must not be above to");
        }
        Checkpoint first = find(from);
        Checkpoint second = find(to);
        return new Consistency(first, second, checkpoints.consistency(first, second), keys.publicKeys());
    }

    private Checkpoint find(long count) {
        return checkpoints
                .find(count)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND, "There is no checkpoint over %d events.".formatted(count)));
    }

    /** Written as it is read: it may be larger than the memory. */
    @Operation(summary = "The whole log with seals, checkpoints and keys, to be verified without us")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/zip"))
    @GetMapping(path = "/bundle", produces = "application/zip")
    @Refuses(also = ProblemCode.NOT_FOUND)
    void bundle(HttpServletResponse response) throws IOException {
        Checkpoint head = notary.signNow()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "Nothing has happened yet."));
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"skillsphere-ledger-%d.zip\"".formatted(head.count()));
        try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream())) {
            notary.write(head, name -> {
                zip.putNextEntry(new ZipEntry(name));
                return StreamUtils.nonClosing(zip);
            });
        }
    }
}
