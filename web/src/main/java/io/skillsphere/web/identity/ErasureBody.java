package io.skillsphere.web.identity;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The password, so that nobody who only finds a device open erases an account. */
record ErasureBody(@NotNull @Size(max = 1024) String password) {

    @Override
    public String toString() {
        return "ErasureBody[]";
    }
}
