package io.skillsphere.web.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * How one wants to be told.
 *
 * @param timeZone in which mails tell times, UTC where it is left out
 * @param types what is left out here is told in every way
 */
record PreferencesBody(
        @Size(max = 60) String timeZone,
        @NotNull @Size(max = 100) List<@NotNull @Valid TypePreference> types) {}
