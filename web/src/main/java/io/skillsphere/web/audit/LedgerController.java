package io.skillsphere.web.audit;

import io.skillsphere.query.ledger.Balances;
import io.skillsphere.query.ledger.InvariantReport;
import io.skillsphere.query.ledger.Invariants;
import io.skillsphere.query.ledger.Ledger;
import io.skillsphere.query.ledger.LedgerLine;
import io.skillsphere.query.ledger.LedgerPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The double-entry ledger, for auditors. */
@Tag(name = "Audit")
@RestController
@RequestMapping("/api/audit")
class LedgerController {

    private final Ledger ledger;
    private final Invariants invariants;
    private final Clock clock;
    private final JsonMapper json;

    LedgerController(Ledger ledger, Invariants invariants, Clock clock, JsonMapper json) {
        this.ledger = ledger;
        this.invariants = invariants;
        this.clock = clock;
        this.json = json;
    }

    @Operation(
            summary =
                    "Every ledger line in the order of the log: a page of at most so many events as JSON, or all of them"
                            + " streamed as newline-delimited JSON or as CSV")
    @GetMapping(
            path = "/ledger",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE, Csv.MEDIA_TYPE})
    ResponseEntity<LedgerPage> ledger(
            @RequestParam(defaultValue = "-1") @Min(-1) long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(1000) int limit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept,
            HttpServletResponse response)
            throws IOException {
        MediaType wanted = Csv.choose(
                accept, MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON, MediaType.valueOf(Csv.MEDIA_TYPE));
        if (wanted.equals(MediaType.APPLICATION_JSON)) {
            LedgerPage page = ledger.page(after, limit);
            ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(wanted);
            if (page.next() != null) {
                String next = ServletUriComponentsBuilder.fromCurrentRequest()
                        .replaceQueryParam("after", page.next())
                        .toUriString();
                answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
            }
            return answer.body(page);
        }
        response.setContentType(wanted + ";charset=UTF-8");
        try (Writer writer =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8))) {
            boolean csv = wanted.getSubtype().equals("csv");
            if (csv) {
                writer.write(Csv.header(LedgerLine.class));
            }
            ledger.forEach(after, line -> write(writer, csv ? Csv.row(line) : json.writeValueAsString(line) + "\n"));
        }
        return null; // it has been written
    }

    private static void write(Writer writer, String line) {
        try {
            writer.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Operation(
            summary =
                    "Whether everything that must be true of tokens, holds and seals is so after each event of the log",
            description =
                    "Reads the whole log before it answers. What is not true, and at which position, is in broken.")
    @GetMapping("/invariants")
    InvariantReport invariants() throws IOException {
        return invariants.check((position, head) -> {});
    }

    @Operation(summary = "What every wallet held at an instant, and whether it all adds up; wallets in pages")
    @GetMapping("/balances")
    Balances balances(
            @RequestParam(required = false) Instant at,
            @RequestParam(required = false) UUID after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return ledger.balances(at == null ? clock.instant() : at, after, limit);
    }
}
