package io.skillsphere.web.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Who wants to sign in. */
record Login(
        @NotBlank @Size(max = 254) @Email String email,
        @NotNull String password) {

    Login {
        email = email == null ? null : email.strip();
    }

    @Override
    public String toString() {
        return "Login";
    }
}
