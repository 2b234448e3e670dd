package io.skillsphere.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.verifier.AuditVerifier;
import io.skillsphere.web.ApiClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What an auditor does: gets the bundle, and runs the verifier over it. */
record Verification(int status, String report) {

    static Verification of(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = AuditVerifier.run(words, new PrintStream(out, true, UTF_8));
        return new Verification(status, out.toString(UTF_8));
    }

    Verification holds() {
        assertThat(status).as(report).isZero();
        return this;
    }

    /** Fails, and says so in these words. */
    Verification fails(String words) {
        assertThat(status).as(report).isEqualTo(1);
        assertThat(report).contains(words);
        return this;
    }

    /** The bundle, unpacked into the folder. */
    static Path download(ApiClient auditor, Path folder) {
        try {
            HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(auditor.baseUrl() + "/api/audit/bundle"))
                                    .header("Authorization", "Bearer " + auditor.token())
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            Files.createDirectories(folder);
            try (ZipInputStream zip = new ZipInputStream(answer.body())) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    Files.copy(zip, folder.resolve(entry.getName()));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
