package io.skillsphere.api.availability;

import java.util.List;

/** Slots in the order of their starts. */
public record Slots(List<Slot> items) {}
