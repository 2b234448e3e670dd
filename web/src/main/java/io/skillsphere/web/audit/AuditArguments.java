package io.skillsphere.web.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The words after the command: {@code --name value}, {@code --name=value}, {@code --flag}, and others by their place. */
final class AuditArguments {

    private final Map<String, String> options = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> others = new ArrayList<>();

    private AuditArguments() {}

    /** Rejects an option that is not among those allowed, and one without its value. */
    static AuditArguments parse(List<String> words, Set<String> options, Set<String> flags, int others) {
        AuditArguments parsed = new AuditArguments();
        for (int i = 0; i < words.size(); i++) {
            String[] word = words.get(i).split("=", 2);
            String name = word[0].startsWith("--") ? word[0].substring(2) : null;
            if (name == null) {
                parsed.others.add(words.get(i));
            } else if (flags.contains(name) && word.length == 1) {
                parsed.flags.add(name);
            } else if (!options.contains(name)) {
                throw new BadUsageException("There is no option %s.".formatted(words.get(i)));
            } else if (word.length == 2) {
                parsed.options.put(name, word[1]);
            } else if (++i < words.size()) {
                parsed.options.put(name, words.get(i));
            } else {
                throw new BadUsageException("The option --%s needs a value.".formatted(name));
            }
        }
        if (parsed.others.size() > others) {
            throw new BadUsageException("%s is one word too many.".formatted(parsed.others.get(others)));
        }
        return parsed;
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    boolean flag(String name) {
        return flags.contains(name);
    }

    /** The words that are no options. */
    List<String> others() {
        return others;
    }

    Optional<Instant> instant(String name) {
        return option(name).map(value -> {
            try {
                return Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw new BadUsageException(
                        "--%s needs an instant such as 2027-03-01T15:00:00Z, not %s.".formatted(name, value));
            }
        });
    }

    UUID id(String name) {
        String value = option(name).orElseThrow(() -> new BadUsageException("--%s is needed.".formatted(name)));
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new BadUsageException("--%s needs an account's id, not %s.".formatted(name, value));
        }
    }

    /** What was typed can't be understood: told with the usage, without a stack trace. */
    static final class BadUsageException extends RuntimeException {

        BadUsageException(String why) {
            super(why, null, false, false);
        }
    }
}
