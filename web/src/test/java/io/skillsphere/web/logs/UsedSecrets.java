package io.skillsphere.web.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The passwords and other secrets that tests made up, of all the processes that run tests: they look like any other words. */
public final class UsedSecrets {

    private static final Path FILE = Path.of("target", "used-secrets.txt");
    private static final Pattern PASSWORD =
            Pattern.compile("\"(?:password|currentPassword)\"\\s*:\\s*\"([^\"\\\\]+)\"");
    private static final int SHORTEST = 10; // what is shorter is a word that a line may hold by itself
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private UsedSecrets() {}

    /** Notes the passwords in the body of a request; null has none. */
    public static void noteIn(String json) {
        if (json != null) {
            Matcher password = PASSWORD.matcher(json);
            while (password.find()) {
                note(password.group(1));
            }
        }
    }

    /** Notes a secret, unless it is too short to tell from other words. */
    public static void note(String secret) {
        if (secret.length() >= SHORTEST && KNOWN.add(secret)) {
            try {
                Files.writeString(FILE, secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** All that were noted. */
    static Set<String> all() throws IOException {
        return Files.exists(FILE) ? Set.copyOf(Files.readAllLines(FILE, UTF_8)) : Set.of();
    }
}
