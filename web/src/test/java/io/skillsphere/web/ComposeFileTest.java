package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

class ComposeFileTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path PROJECT = Path.of("..");
    private static final Pattern EXACT_TAG = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");

    // Maven's registry has no package with the Compose Specification's schema, so npm brings it where there is an npm.
    private static final String SCHEMA_PACKAGE = "dclint@3.1.0";
    private static final String SCHEMA = "package/schemas/compose.schema.json";

    @Test
    void it_follows_the_Compose_Specification() throws Exception {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(composeSpecification());
        ObjectNode misspelt = (ObjectNode) compose();
        ((ObjectNode) misspelt.at("/services/app")).put("helthcheck", "none");

        assertThat(schema.validate(compose())).isEmpty();
        assertThat(schema.validate(misspelt)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_image_is_pinned_and_every_service_tells_its_health(String service) throws IOException {
        JsonNode definition = compose().at("/services/" + service);

        assertThat(definition.path("image").asText()).matches(EXACT_TAG);
        assertThat(definition.at("/healthcheck/test").isArray()).isTrue();
        assertThat(definition.at("/healthcheck/retries").isInt()).isTrue();
    }

    @Test
    void the_application_waits_until_all_that_it_needs_is_healthy() throws IOException {
        JsonNode needs = compose().at("/services/app/depends_on");

        assertThat(needs.fieldNames()).toIterable().containsExactlyInAnyOrder("postgres", "axonserver", "mail");
        assertThat(needs)
                .allSatisfy(need -> assertThat(need.path("condition").asText()).isEqualTo("service_healthy"));
    }

    @Test
    void only_the_application_and_on_this_machine_the_mail_catcher_can_be_reached() throws IOException {
        JsonNode compose = compose();

        assertThat(compose.at("/services/app/ports/0").asText()).isEqualTo("8080:8080");
        assertThat(compose.at("/services/mail/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(compose.at("/networks/inside/internal").asBoolean()).isTrue();
        for (String hidden : List.of("postgres", "axonserver")) {
            assertThat(compose.at("/services/" + hidden).has("ports")).isFalse();
            assertThat(compose.at("/services/" + hidden + "/networks"))
                    .extracting(JsonNode::asText)
                    .containsExactly("inside");
        }
    }

    @Test
    void every_named_volume_and_network_is_declared() throws IOException {
        JsonNode compose = compose();

        for (JsonNode service : compose.path("services")) {
            for (JsonNode network : service.path("networks")) {
                assertThat(compose.path("networks").has(network.asText())).isTrue();
            }
            for (JsonNode volume : service.path("volumes")) {
                assertThat(compose.path("volumes").has(volume.asText().split(":")[0]))
                        .isTrue();
            }
        }
    }

    @Test
    void no_secret_is_baked_in() throws IOException {
        JsonNode compose = compose();

        assertThat(compose.at("/services/postgres/environment/POSTGRES_PASSWORD")
                        .asText())
                .startsWith("${POSTGRES_PASSWORD:?");
        assertThat(compose.at("/services/app/environment/DATABASE_PASSWORD").asText())
                .startsWith("${POSTGRES_PASSWORD:?");
        assertThat(Files.readAllLines(PROJECT.resolve(".env.example")))
                .allSatisfy(line -> assertThat(line).matches("#.*|[A-Z_]+="));
    }

    @Test
    void every_image_that_the_Dockerfile_builds_on_is_pinned() throws IOException {
        assertThat(Files.readAllLines(PROJECT.resolve("Dockerfile")))
                .filteredOn(line -> line.startsWith("FROM "))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.split(" ")[1]).matches(EXACT_TAG));
    }

    static Stream<String> services() throws IOException {
        Stream.Builder<String> names = Stream.builder();
        compose().path("services").fieldNames().forEachRemaining(names);
        return names.build();
    }

    private static JsonNode compose() throws IOException {
        try (InputStream file = Files.newInputStream(PROJECT.resolve("docker-compose.yml"))) {
            return MAPPER.valueToTree(new Yaml().<Object>load(file));
        }
    }

    private static JsonNode composeSpecification() throws IOException, InterruptedException {
        assumeTrue(hasNpm(), "npm, which brings the schema, is not installed");
        Path folder = Files.createDirectories(Path.of("target", "compose-schema"));
        Path archive = folder.resolve(SCHEMA_PACKAGE.replace('@', '-') + ".tgz");
        if (!Files.exists(archive)) {
            Process npm = new ProcessBuilder("npm", "pack", SCHEMA_PACKAGE)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean packed = npm.waitFor(1, TimeUnit.MINUTES) && npm.exitValue() == 0;
            npm.destroyForcibly();
            assumeTrue(packed, "npm could not get " + SCHEMA_PACKAGE);
        }
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(SCHEMA)) {
                    ObjectNode schema = (ObjectNode) MAPPER.readTree(tar.readAllBytes());
                    schema.remove(List.of("$schema", "$id")); // neither is the address that it should be
                    return schema;
                }
            }
        }
        throw new AssertionError(SCHEMA_PACKAGE + " has no " + SCHEMA);
    }

    private static boolean hasNpm() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
    }
}
