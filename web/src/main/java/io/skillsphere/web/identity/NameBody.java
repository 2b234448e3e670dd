package io.skillsphere.web.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What somebody wants to be called. */
record NameBody(
        @NotBlank @Size(max = 100) @Pattern(regexp = Registration.PRINTABLE, message = "must not contain control characters") String name) {

    NameBody {
        name = name == null ? null : name.strip();
    }

    @Override
    public String toString() {
        return "NameBody[]";
    }
}
