package io.skillsphere.web.problem;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.Rejection;
import io.skillsphere.api.rejection.RejectionCode;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.interceptors.JSR303ViolationException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.MDC;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Routes that fail in every way there is, under an address that needs no token. */
@TestComponent
@Controller
@ResponseBody
public class FailingProbe {

    static final String SECRET = "jdbc:postgresql://db.internal/secret";

    private final Map<String, Exception> failures;

    FailingProbe(Validator validator) {
        var rejected = new CommandRejectedException(RejectionCode.INSUFFICIENT_TOKENS, "2 are available, not 3.");
        failures = Map.ofEntries(
                Map.entry("rejected", rejected),
                Map.entry("rejected-in-completion", new CompletionException(rejected)),
                Map.entry("rejected-in-execution", new ExecutionException(rejected)),
                Map.entry(
                        "rejected-remotely",
                        new CommandExecutionException(
                                "remote", null, new Rejection(RejectionCode.STALE_VERSION, "Old."))),
                Map.entry("concurrent", new CompletionException(new ConcurrencyException(SECRET))),
                Map.entry(
                        "concurrent-remotely",
                        new CommandExecutionException("OUT_OF_RANGE: [AXONIQ-2000] Invalid sequence number", null)),
                Map.entry("created-twice", new AggregateStreamCreationException(SECRET)),
                Map.entry("deadlock", new EventStoreException("x", new SQLException(SECRET, "40P01"))),
                Map.entry("database-gone", new DataAccessResourceFailureException(SECRET)),
                Map.entry("no-connection", new CannotCreateTransactionException(SECRET)),
                Map.entry("store-gone", new EventStoreException("x", new SQLException(SECRET, "08006"))),
                Map.entry("denied", new AccessDeniedException(SECRET)),
                Map.entry("fault", new IllegalStateException(SECRET)),
                Map.entry("wrapped-fault", new CommandExecutionException(SECRET, new NullPointerException(SECRET))),
                Map.entry("status", new ResponseStatusException(HttpStatus.GONE, "It was here.")),
                Map.entry("command", new JSR303ViolationException(validator.validate((Object) new Item(0)))));
    }

    @GetMapping("/api/auth/fail/{how}")
    void fail(@PathVariable String how) throws Exception {
        throw failures.get(how);
    }

    @GetMapping("/api/auth/fail-later/{how}")
    CompletableFuture<String> failLater(@PathVariable String how) {
        return CompletableFuture.supplyAsync(() -> {
            throw new CompletionException(failures.get(how));
        });
    }

    @GetMapping("/api/auth/mdc")
    Map<String, String> loggedWith() {
        return Map.of("correlationId", MDC.get("correlationId"));
    }

    @PostMapping("/api/auth/read")
    Sample read(@Valid @RequestBody Sample sample) {
        return sample;
    }

    @GetMapping("/api/auth/find/{id}")
    void find(
            @PathVariable UUID id,
            @RequestParam Colour colour,
            @RequestParam(defaultValue = "1") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) Instant at) {}

    record Sample(
            @NotBlank String text,
            Long count,
            long amount,
            UUID id,
            Instant at,
            Boolean flag,
            Colour colour,
            @Valid List<Item> items) {}

    record Item(@Min(1) int number) {}

    enum Colour {
        RED,
        BLUE
    }
}
