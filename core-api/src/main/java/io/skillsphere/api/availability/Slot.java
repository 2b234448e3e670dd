package io.skillsphere.api.availability;

import java.time.Instant;

/** A session that can be asked for. */
public record Slot(Instant startsAt, Instant endsAt) {}
