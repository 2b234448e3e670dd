package io.skillsphere.web.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A refresh token, as signing in gave it. */
record RefreshTokenBody(@NotBlank @Size(max = 200) String refreshToken) {

    OpaqueToken token() {
        return new OpaqueToken(refreshToken);
    }

    @Override
    public String toString() {
        return "RefreshTokenBody";
    }
}
