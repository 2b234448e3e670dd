package io.skillsphere.web.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A one-time code, the verifier of the challenge that it was asked for with, and, where the provider has told of no verified one, an
 * e-mail address.
 */
record CodeExchangeBody(
        @NotBlank @Size(max = 200) String code,

        @NotNull @Pattern(regexp = "[A-Za-z0-9._~-]{43,128}") String codeVerifier,

        @Nullable @Size(max = 254) @Email String email) {

    CodeExchangeBody {
        email = email == null || email.isBlank() ? null : email.strip();
    }

    @Override
    public String toString() {
        return "CodeExchangeBody";
    }
}
