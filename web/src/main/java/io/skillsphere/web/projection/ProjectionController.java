package io.skillsphere.web.projection;

import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.query.projection.ProjectionStatus;
import io.skillsphere.query.projection.Projections;
import io.skillsphere.query.projection.Rebuild;
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

/** The projections, for operators. */
@Tag(name = "Operations")
@RestController
@RequestMapping("/api/admin/projections")
class ProjectionController {

    private final Projections projections;

    ProjectionController(Projections projections) {
        this.projections = projections;
    }

    @Operation(summary = "How far each projection is, and how its latest rebuild goes")
    @GetMapping
    Page<ProjectionStatus> list() {
        return new Page<>(projections.list(), null);
    }

    @Operation(summary = "Build a projection anew while it is served; the answer's Location tells how it goes")
    @PostMapping("/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(RejectionCode.ALREADY_EXISTS)
    ResponseEntity<Rebuild> rebuild(@PathVariable String name) {
        UUID id = projections.rebuild(name);
        return ResponseEntity.accepted()
                .location(URI.create("/api/admin/projections/rebuilds/" + id))
                .body(get(id));
    }

    @Operation(summary = "How a rebuild goes")
    @GetMapping("/rebuilds/{id}")
    Rebuild get(@PathVariable UUID id) {
        return projections
                .findRebuild(id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such rebuild."));
    }
}
