package io.skillsphere.web.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaksTest {

    private final Leaks leaks = new Leaks(Set.of("correct horse battery"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Refused Bearer eyJraWQiOiJ4IiwiYWxnIjoiUlMyNTYifQ.eyJzdWIiOiJ4In0.c2ln",
                "Refresh[refreshToken=s6x-I8F5gCpxPCrfkK2kgv5hFdRJlHBCCtjzBTRXI1Y]",
                "GET /api/unsubscribe?token=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygp",
                "-----BEGIN PRIVATE KEY-----",
                "{\"kty\": \"RSA\", \"d\": \"AQAB\"}",
                "CREATE ROLE skillsphere LOGIN PASSWORD '3b1f0c9e5a7d2468ace013579bdf02468ace13579bdf0246'",
                "Cannot connect to postgres://ada:hunter2@db:5432/skills",
                "Detail: Key (email)=(ada@example.org) already exists.",
                "Login[password=correct horse battery]"
            })
    void tokens_keys_passwords_and_addresses_are_found(String line) {
        assertThat(leaks.in(line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Signing key s6x-I8F5gCpxPCrfkK2kgv5hFdRJlHBCCtjzBTRXI1Y signs from 2026-01-01T00:00:00Z",
                "Keys: 0iGFUvErRmo-ek-dkca7Z2AaeJOYghHnyEZPB4kPCII (they came along: compare them with those that you know)",
                "Mail 5dc34269-e758-48f4-b550-9ba0219c3add (VERIFICATION) could not be sent and is tried again",
                "Sealed up to 12: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "The password of account 5dc34269-e758-48f4-b550-9ba0219c3add was changed",
                "    at org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration.init(X.java:12)",
                "    at java.base@17.0.13/java.lang.Thread.run(Thread.java:840)",
                "Give it as jdbc:postgresql://host:port/database or postgres://user:password@host:port/database",
                "io.skillsphere.web.ratelimit.RateLimitGate@1a2b3c4d, http://localhost:8080/api"
            })
    void what_says_nothing_about_anybody_is_not(String line) {
        assertThat(leaks.in(line)).isEmpty();
    }
}
