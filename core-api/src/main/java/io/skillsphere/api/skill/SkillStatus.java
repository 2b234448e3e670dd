package io.skillsphere.api.skill;

/** Whether a skill can be booked. */
public enum SkillStatus {
    PUBLISHED,
    RETIRED
}
