package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Who wants an account. */
@HardToGuess
record Registration(
        @NotBlank @Size(max = 100) @Pattern(regexp = PRINTABLE, message = "must not contain control characters") String name,

        @NotBlank @Size(max = 254) @Email String email,
        @NotNull String password,
        @NotNull OpenRole role) {

    /** Neither control characters nor halves of characters. */
    static final String PRINTABLE = "[^\\p{Cc}\\p{Cs}]*";

    Registration {
        name = name == null ? null : name.strip();
        email = email == null ? null : email.strip();
    }

    @Override
    public String toString() {
        return "Registration[role=" + role + "]";
    }

    /** The roles that anybody may take; the others are given by an ADMIN. */
    enum OpenRole {
        LEARNER,
        MENTOR;

        Role role() {
            return Role.valueOf(name());
        }
    }
}
