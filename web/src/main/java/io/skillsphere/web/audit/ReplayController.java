package io.skillsphere.web.audit;

import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.query.projection.ReplayJob;
import io.skillsphere.query.projection.Replays;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Replays of the log, for auditors. */
@Tag(name = "Audit")
@RestController
@RequestMapping("/api/audit/replays")
class ReplayController {

    private static final int LATEST = 20;

    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    @Operation(summary = "Compare the read side with the log; the answer's Location tells how it goes. One at a time")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(RejectionCode.ALREADY_EXISTS)
    ResponseEntity<ReplayJob> begin() {
        UUID id = replays.begin();
        return ResponseEntity.accepted()
                .location(URI.create("/api/audit/replays/" + id))
                .body(get(id));
    }

    @Operation(summary = "The latest replays, newest first")
    @GetMapping
    Page<ReplayJob> list() {
        return new Page<>(replays.latest(LATEST), null);
    }

    @Operation(summary = "How a replay goes, and what it found")
    @GetMapping("/{id}")
    ReplayJob get(@PathVariable UUID id) {
        return replays.find(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such replay."));
    }
}
