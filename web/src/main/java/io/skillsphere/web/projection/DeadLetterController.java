package io.skillsphere.web.projection;

import io.skillsphere.query.projection.DeadLetter;
import io.skillsphere.query.projection.DeadLetters;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the projections could not handle, for operators. */
@Tag(name = "Operations")
@RestController
@RequestMapping("/api/admin/dead-letters")
class DeadLetterController {

    private final DeadLetters deadLetters;

    DeadLetterController(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Operation(summary = "Events that a projection could not handle, and why; they are tried again by themselves")
    @GetMapping
    Page<DeadLetter> list() {
        return new Page<>(deadLetters.list(), null);
    }

    @Operation(summary = "Try a dead letter again now, with those of the same aggregate that wait for it")
    @PostMapping("/{id}/retry")
    Retried retry(@PathVariable UUID id) {
        requireKnown(id);
        return new Retried(deadLetters.retry(id));
    }

    @Operation(summary = "Forget a dead letter: its projection goes on as if the event had said nothing")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable UUID id) {
        if (!deadLetters.discard(id)) {
            throw notFound();
        }
    }

    private void requireKnown(UUID id) {
        if (deadLetters.list().stream().noneMatch(letter -> letter.id().equals(id))) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemCode.NOT_FOUND, "There is no such dead letter.");
    }

    /** Whether the event was handled this time. */
    record Retried(boolean handled) {}
}
