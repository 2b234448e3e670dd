package io.skillsphere.web.logs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds in a line of a log what none may hold: tokens, keys, passwords, e-mail addresses. */
final class Leaks {

    private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

    static {
        PATTERNS.put("an access token", Pattern.compile("\\beyJ[\\w-]{10,}"));
        // 256 random bits or more in base64: digits and letters of both cases, as hardly a name has them. The ids of
        // keys are public.
        PATTERNS.put(
                "a refresh token or one that was mailed",
                Pattern.compile(
                        "(?<!Signing key |Keys: )(?<![\\w-])(?=(?:[\\w-]*?\\d){2})(?=[\\w-]*?[a-z])(?=[\\w-]*?[A-Z])[\\w-]{43,}"));
        PATTERNS.put("a private key", Pattern.compile("PRIVATE KEY|\"d\" ?: ?\""));
        PATTERNS.put("the embedded database's password", Pattern.compile("\\b[0-9a-f]{48}\\b"));
        PATTERNS.put(
                "a password in an address", Pattern.compile("//(?!user:password@)[^/\\s:@]{1,64}:[^/\\s@]{1,128}@"));
        PATTERNS.put("an e-mail address", Pattern.compile("[\\w.%+-]{1,64}@(?:[\\w-]{1,64}\\.)+[A-Za-z]{2,}"));
    }

    private final Set<String> secrets;

    /** With the secrets that no pattern finds. */
    Leaks(Set<String> secrets) {
        this.secrets = secrets;
    }

    /** What the line holds of it, the first if it is more than one; empty if nothing. */
    Optional<String> in(String line) {
        return PATTERNS.entrySet().stream()
                .filter(pattern -> pattern.getValue().matcher(line).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> secrets.stream().filter(line::contains).findFirst().map(secret -> "the secret " + secret));
    }
}
