package io.skillsphere.web.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs after all other tests and reads what they printed, the applications in them and the processes that they started, with
 * PostgreSQL's own logs. The pom sends that to files below each module's target folder, and runs this last.
 */
class LogsOfTheTestRun {

    private static final Pattern LOG = Pattern.compile(".*(-output\\.txt|\\.log|\\.dumpstream)");
    private static final int SHOWN = 300; // characters of a line

    private final Instant since = Instant.parse(System.getProperty("logs.since", Instant.EPOCH.toString()));
    private int lines;
    private boolean hasStart;

    @Test
    void the_logs_of_the_whole_test_run_hold_no_token_no_password_and_no_email_address() throws IOException {
        Leaks leaks = new Leaks(UsedSecrets.all());
        List<String> found = new ArrayList<>();
        List<Path> logs = logs();
        for (Path log : logs) {
            try (Stream<String> content = Files.lines(log, ISO_8859_1)) { // which reads any bytes
                content.forEach(line -> {
                    lines++;
                    hasStart |= line.contains("SkillSphere is ready");
                    leaks.in(line).ifPresent(leak -> found.add("%s in %s: %s".formatted(leak, log, beginning(line))));
                });
            }
        }
        System.out.printf("Read %,d lines of %d logs%n", lines, logs.size());
        assertThat(found).isEmpty();
        assertThat(hasStart).as("whether any is the application's").isTrue();
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("target"))
                    .filter(Files::isDirectory)
                    .flatMap(LogsOfTheTestRun::below)
                    .filter(file -> LOG.matcher(file.getFileName().toString()).matches())
                    .filter(this::isOfThisRun)
                    .toList();
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfThisRun(Path file) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isBefore(since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String beginning(String line) {
        return line.substring(0, Math.min(line.length(), SHOWN));
    }
}
