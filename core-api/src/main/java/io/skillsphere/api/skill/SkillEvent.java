package io.skillsphere.api.skill;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a skill. Texts are ids: the wording itself is erasable. */
public sealed interface SkillEvent {

    UUID skillId();

    UUID mentorId();

    /** A mentor offered a skill: length in minutes, price in tokens. */
    @Revision("1")
    record SkillPublished(UUID skillId, UUID mentorId, UUID wordingId, int sessionMinutes, long priceTokens)
            implements SkillEvent {}

    /** Its wording, length or price changed; bookings made before keep theirs. */
    @Revision("1")
    record SkillRevised(UUID skillId, UUID mentorId, UUID wordingId, int sessionMinutes, long priceTokens)
            implements SkillEvent {}

    /** It can no longer be booked. */
    @Revision("1")
    record SkillRetired(UUID skillId, UUID mentorId) implements SkillEvent {}
}
