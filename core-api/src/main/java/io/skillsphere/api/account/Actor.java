package io.skillsphere.api.account;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Who sends a command: the account and the role that it has at that moment. */
public record Actor(@NotNull UUID accountId, @NotNull Role role) {}
