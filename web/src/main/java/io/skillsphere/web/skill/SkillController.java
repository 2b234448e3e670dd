package io.skillsphere.web.skill;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.skill.FindSkill;
import io.skillsphere.api.skill.FindSkills;
import io.skillsphere.api.skill.PublishSkill;
import io.skillsphere.api.skill.RetireSkill;
import io.skillsphere.api.skill.ReviseSkill;
import io.skillsphere.api.skill.SkillPage;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.EntityVersion;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of skills. */
@Tag(name = "Skills")
@RestController
@RequestMapping("/api/skills")
class SkillController {

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final SkillPresenter presenter;

    SkillController(Commands commands, QueryGateway queries, ReadSide readSide, SkillPresenter presenter) {
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.presenter = presenter;
    }

    @Operation(
            summary = "Search the catalogue",
            description = "Newest first, or best match first where query is given: words in name, category, tags and "
                    + "description, \"a phrase\", or, -not; the last word may be the beginning of one. "
                    + "minRating is of the mentor, by learners' reviews.")
    @GetMapping
    ResponseEntity<Page<SkillResource>> list(
            @RequestParam(required = false) @Size(max = 200) String query,
            @RequestParam(required = false) @Size(max = 60) String category,
            @RequestParam(required = false) @Size(max = 40) String tag,
            @RequestParam(required = false) UUID mentorId,
            @RequestParam(required = false) @Min(0) Long minPrice,
            @RequestParam(required = false) @Min(0) Long maxPrice,
            @RequestParam(required = false) @DecimalMin("1") @DecimalMax("5") @Digits(integer = 1, fraction = 2) BigDecimal minRating,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        SkillPage page = queries.query(
                        new FindSkills(
                                query,
                                category,
                                tag,
                                mentorId,
                                minPrice,
                                maxPrice,
                                minRating,
                                Cursor.beforeOf(cursor),
                                limit),
                        SkillPage.class)
                .join();
        return Pages.of(presenter.present(page.items()), page.next());
    }

    @Operation(summary = "One skill")
    @GetMapping("/{id}")
    ResponseEntity<SkillResource> get(@PathVariable UUID id) {
        SkillView skill =
                find(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such skill."));
        return EntityVersion.tagged(ResponseEntity.ok(), skill.version(), present(skill));
    }

    @Operation(summary = "Offer a skill (MENTOR, ADMIN)")
    @PostMapping
    @PreAuthorize("hasAnyRole('MENTOR', 'ADMIN')")
    @ResponseStatus(HttpStatus.CREATED)
    CompletableFuture<ResponseEntity<SkillResource>> publish(
            @CurrentActor Actor actor, @NewId UUID id, @Valid @RequestBody SkillBody body) {
        return commands.send(new PublishSkill(id, actor, body.wording(), body.minutes(), body.priceTokens()))
                .thenCompose(version -> answer(id, version, HttpStatus.CREATED));
    }

    @Operation(summary = "Change a skill; bookings keep what they were made with")
    @PutMapping("/{id}")
    @PreAuthorize("hasAnyRole('MENTOR', 'ADMIN')")
    @Refuses(RejectionCode.SKILL_RETIRED)
    CompletableFuture<ResponseEntity<SkillResource>> revise(
            @CurrentActor Actor actor,
            @PathVariable UUID id,
            @RequestHeader("If-Match") EntityVersion expected,
            @Valid @RequestBody SkillBody body) {
        return commands.send(new ReviseSkill(
                        id, expected.version(), actor, body.wording(), body.minutes(), body.priceTokens()))
                .thenCompose(version -> answer(id, version, HttpStatus.OK));
    }

    @Operation(summary = "Retire a skill: it is not offered any more, its bookings stay")
    @DeleteMapping("/{id}")
    @PreAuthorize("hasAnyRole('MENTOR', 'ADMIN')")
    @Refuses(RejectionCode.SKILL_RETIRED)
    CompletableFuture<ResponseEntity<SkillResource>> retire(
            @CurrentActor Actor actor, @PathVariable UUID id, @RequestHeader("If-Match") EntityVersion expected) {
        return commands.send(new RetireSkill(id, expected.version(), actor))
                .thenCompose(version -> answer(id, version, HttpStatus.OK));
    }

    /** The skill once the catalogue shows the version; 202 where it took too long. */
    private CompletableFuture<ResponseEntity<SkillResource>> answer(UUID id, long version, HttpStatus status) {
        URI location = URI.create("/api/skills/" + id);
        return readSide.await(() -> find(id).filter(skill -> skill.version() >= version))
                .thenApply(found -> found.map(skill -> EntityVersion.tagged(
                                ResponseEntity.status(status).location(location), skill.version(), present(skill)))
                        .orElseGet(() ->
                                ResponseEntity.accepted().location(location).build()));
    }

    private Optional<SkillView> find(UUID id) {
        return queries.query(new FindSkill(id), ResponseTypes.optionalInstanceOf(SkillView.class))
                .join();
    }

    private SkillResource present(SkillView skill) {
        return presenter.present(List.of(skill)).get(0);
    }
}
