package io.skillsphere.web.identity;

import org.jspecify.annotations.Nullable;

/**
 * Somebody as a provider knows them.
 *
 * @param issuer which provider
 * @param subject its name for them, which stays
 * @param name what to call them
 * @param email an address that the provider has verified; null where it tells of none
 */
record SomebodyElsewhere(
        String issuer,
        String subject,
        String name,
        @Nullable String email) {

    @Override
    public String toString() {
        return "SomebodyElsewhere[issuer=" + issuer + "]";
    }
}
