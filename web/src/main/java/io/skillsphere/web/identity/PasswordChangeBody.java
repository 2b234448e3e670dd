package io.skillsphere.web.identity;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The password that there is, and the one that is to be. */
record PasswordChangeBody(
        @NotNull @Size(max = 1024) String currentPassword,
        @NotNull @Size(max = 1024) String password) {

    @Override
    public String toString() {
        return "PasswordChangeBody[]";
    }
}
