package io.skillsphere.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skillsphere.web.EndToEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The TypeScript client in {@code src/test/npm} is generated from what is served, compiles, and gets on with it. */
class TypeScriptClientTest extends EndToEnd {

    private static final Path SOURCE = Path.of("src", "test", "npm");
    private static final Path WORK = Path.of("target", "npm");

    @Test
    void a_client_generated_from_the_description_compiles_and_books_a_session() throws Exception {
        assumeTrue(isThere("node") && isThere("npm"), "needs Node.js with npm, which this machine has not");
        copySource();
        Files.writeString(
                WORK.resolve("openapi.json"),
                Contract.of("http://localhost:" + port).api().toString());

        run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
        run("npm", "run", "generate");
        run("npm", "run", "compile");
        String said = run("node", "out/client.js", "http://localhost:" + port);

        assertThat(said).contains("{\"name\":\"Piano\",\"next\":null,\"status\":\"PENDING\",\"taken\":true}");
    }

    private static void copySource() throws IOException {
        Files.createDirectories(WORK);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(WORK, "output", ".log");
        Process process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("%s has ended", List.of(command))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as("%s: %s", List.of(command), said).isZero();
        return said;
    }
}
