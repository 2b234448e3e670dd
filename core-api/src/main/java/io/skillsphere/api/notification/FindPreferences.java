package io.skillsphere.api.notification;

import java.util.UUID;

/** Asks how an account wants to be told; answered with {@link PreferencesView}. */
public record FindPreferences(UUID accountId) {}
