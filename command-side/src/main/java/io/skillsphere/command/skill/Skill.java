package io.skillsphere.command.skill;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingEvent.BookingRequested;
import io.skillsphere.api.booking.RequestBooking;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.skill.PublishSkill;
import io.skillsphere.api.skill.RetireSkill;
import io.skillsphere.api.skill.ReviseSkill;
import io.skillsphere.api.skill.SkillEvent.SkillPublished;
import io.skillsphere.api.skill.SkillEvent.SkillRetired;
import io.skillsphere.api.skill.SkillEvent.SkillRevised;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.command.availability.StartRule;
import io.skillsphere.command.booking.Booking;
import io.skillsphere.command.booking.Deadlines;
import io.skillsphere.command.slot.BookedSlots;
import io.skillsphere.command.text.WrittenTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * What one mentor offers. A booking is asked of the skill, since only the skill knows what it costs at that moment; it is
 * read without a lock for that, so that one skill can be booked by many at once.
 */
@Revision("1")
@Aggregate(lockFactory = "noLock", snapshotTriggerDefinition = "everyHundredEvents")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class Skill {

    @AggregateIdentifier
    private UUID skillId;

    private UUID mentorId;
    private UUID wordingId;
    private int sessionMinutes;
    private long priceTokens;
    private boolean retired;

    protected Skill() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    public long handle(PublishSkill command, WrittenTexts texts) {
        Actor mentor = command.by();
        texts.keep(mentor.accountId(), command.wording());
        apply(new SkillPublished(
                command.skillId(),
                mentor.accountId(),
                command.wording().id(),
                command.sessionMinutes(),
                command.priceTokens()));
        return getVersion();
    }

    @CommandHandler
    public long handle(ReviseSkill command, WrittenTexts texts) {
        requireOwner(command.by());
        requirePublished();
        requireVersion(command.expectedVersion());
        texts.keep(mentorId, command.wording());
        apply(new SkillRevised(
                skillId, mentorId, command.wording().id(), command.sessionMinutes(), command.priceTokens()));
        return getVersion();
    }

    @CommandHandler
    public long handle(RetireSkill command) {
        requireOwner(command.by());
        requirePublished();
        requireVersion(command.expectedVersion());
        apply(new SkillRetired(skillId, mentorId));
        return getVersion();
    }

    @CommandHandler
    public long handle(
            RequestBooking command,
            BookedSlots slots,
            WrittenTexts texts,
            StartRule startRule,
            Deadlines deadlines,
            Clock clock)
            throws Exception {
        requirePublished();
        if (command.learnerId().equals(mentorId)) {
            throw new CommandRejectedException(RejectionCode.OWN_SKILL, "A mentor can't book a skill of their own.");
        }
        Duration length = Duration.ofMinutes(sessionMinutes);
        Duration buffer = startRule.bufferAt(mentorId, command.startsAt(), length);
        Instant endsAt = command.startsAt().plus(length);
        slots.take(command.bookingId(), command.learnerId(), mentorId, command.startsAt(), endsAt, buffer);
        texts.keep(command.learnerId(), command.note());
        createNew(
                Booking.class,
                () -> new Booking(new BookingRequested(
                        command.bookingId(),
                        command.learnerId(),
                        mentorId,
                        skillId,
                        wordingId,
                        command.startsAt(),
                        endsAt,
                        priceTokens,
                        command.policy(),
                        WrittenText.idOf(command.note()))));
        deadlines.lookAt(command.bookingId(), clock.instant().plus(Booking.HOLD_WITHIN));
        return 0;
    }

    private void requireOwner(Actor actor) {
        if (!actor.accountId().equals(mentorId) && actor.role() != Role.ADMIN) {
            throw new CommandRejectedException(
                    RejectionCode.FORBIDDEN, "Only its mentor or an administrator can change a skill.");
        }
    }

    private void requirePublished() {
        if (retired) {
            throw new CommandRejectedException(RejectionCode.SKILL_RETIRED, "This skill is retired.");
        }
    }

    /** Not Axon's target version: that is checked at commit only, past the handler and all who could translate it. */
    private void requireVersion(long expected) {
        if (expected != getVersion()) {
            throw new CommandRejectedException(
                    RejectionCode.STALE_VERSION,
                    "Version %d was expected, but it is at version %d: read it again."
                            .formatted(expected, getVersion()));
        }
    }

    @EventSourcingHandler
    void on(SkillPublished event) {
        skillId = event.skillId();
        mentorId = event.mentorId();
        offer(event.wordingId(), event.sessionMinutes(), event.priceTokens());
    }

    @EventSourcingHandler
    void on(SkillRevised event) {
        offer(event.wordingId(), event.sessionMinutes(), event.priceTokens());
    }

    private void offer(UUID wordingId, int sessionMinutes, long priceTokens) {
        this.wordingId = wordingId;
        this.sessionMinutes = sessionMinutes;
        this.priceTokens = priceTokens;
    }

    @EventSourcingHandler
    void on(SkillRetired event) {
        retired = true;
    }
}
