package io.skillsphere.web.availability;

import io.skillsphere.api.availability.FindSlots;
import io.skillsphere.api.availability.Slot;
import io.skillsphere.api.availability.Slots;
import io.skillsphere.api.skill.FindSkill;
import io.skillsphere.api.skill.SkillStatus;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** When a session can start. */
@Tag(name = "Availability")
@RestController
@RequestMapping("/api/skills/{id}/slots")
class SlotController {

    private final QueryGateway queries;
    private final Clock clock;

    SlotController(QueryGateway queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @Operation(
            summary = "When a session of a skill can start",
            description =
                    "Every 15 minutes from the beginning of each of the mentor's windows, where the session fits, "
                            + "without what is taken and the buffer around it. A mentor who never published when they are available "
                            + "is offered at every half hour, and can be booked at any other future time too. "
                            + "from and to are instants (to is not in it) or dates in zone (to is in it), at most 62 days apart; "
                            + "the answer is in UTC, and whole. None for a skill that is retired.")
    @GetMapping
    Page<Slot> list(
            @PathVariable UUID id,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(defaultValue = "UTC") String zone) {
        SlotRange range = SlotRange.of(from, to, zone, clock.instant());
        SkillView skill = queries.query(new FindSkill(id), ResponseTypes.optionalInstanceOf(SkillView.class))
                .join()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such skill."));
        if (skill.status() == SkillStatus.RETIRED) {
            return new Page<>(List.of(), null);
        }
        FindSlots query = new FindSlots(
                skill.mentorId(),
                Duration.ofMinutes(skill.sessionMinutes()),
                range.from(),
                range.to(),
                clock.instant());
        return new Page<>(queries.query(query, Slots.class).join().items(), null);
    }
}
