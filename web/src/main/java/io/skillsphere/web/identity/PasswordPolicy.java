package io.skillsphere.web.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a password must be, after NIST SP 800-63B: long enough, and not among the first that an attacker tries. No rules of
 * composition.
 */
final class PasswordPolicy {

    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 128;

    private static final Set<String> COMMONEST = Set.of(
            "00000000",
            "11111111",
            "12341234",
            "12345678",
            "123456789",
            "1234567890",
            "123123123",
            "147258369",
            "1q2w3e4r",
            "1q2w3e4r5t",
            "1qaz2wsx",
            "55555555",
            "66666666",
            "87654321",
            "88888888",
            "987654321",
            "abcd1234",
            "abc12345",
            "administrator",
            "asdfasdf",
            "asdfghjkl",
            "baseball",
            "changeme",
            "computer",
            "football",
            "iloveyou",
            "letmein123",
            "master123",
            "passw0rd",
            "password",
            "password1",
            "password12",
            "password123",
            "p@ssw0rd",
            "princess",
            "qwer1234",
            "qwerty12",
            "qwerty123",
            "qwertyuiop",
            "skillsphere",
            "starwars",
            "sunshine",
            "superman",
            "trustno1",
            "welcome1",
            "welcome123",
            "whatever",
            "zaq12wsx");

    private PasswordPolicy() {}

    /** What is wrong with the password, for people to read; empty if nothing is. */
    static Optional<String> objectionTo(String password, String name, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Optional.of("must have %d to %d characters".formatted(MIN_LENGTH, MAX_LENGTH));
        }
        if (password.equalsIgnoreCase(name) || password.equalsIgnoreCase(email)) {
            return Optional.of("must not be the name or the e-mail address");
        }
        if (COMMONEST.contains(password.toLowerCase(Locale.ROOT))) {
            return Optional.of("is one of the commonest passwords");
        }
        return Optional.empty();
    }
}
