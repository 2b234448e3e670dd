package io.skillsphere.api.text;

import java.util.Set;
import java.util.UUID;

/** Asks for texts by id; answered with {@link Texts}, which lacks what was erased. */
public record FindTexts(Set<UUID> ids) {}
