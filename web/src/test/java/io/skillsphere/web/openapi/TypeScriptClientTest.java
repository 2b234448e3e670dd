package io.skillsphere.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.NpmProject;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The TypeScript client in {@code src/test/npm} is generated from what is served, compiles, and gets on with it. */
class TypeScriptClientTest extends EndToEnd {

    @Test
    void a_client_generated_from_the_description_compiles_and_books_a_session() throws Exception {
        NpmProject client = NpmProject.installed("npm");
        Files.writeString(
                client.folder().resolve("openapi.json"),
                Contract.of("http://localhost:" + port).api().toString());

        client.run("npm", "run", "generate");
        client.run("npm", "run", "compile");
        String said = client.run("node", "out/client.js", "http://localhost:" + port);

        assertThat(said).contains("{\"name\":\"Piano\",\"next\":null,\"status\":\"PENDING\",\"taken\":true}");
    }
}
