package io.skillsphere.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.wallet.WalletEvent;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that was tampered with on its way; {@code TamperingTest} does the same to the database. */
class BundleTest extends EndToEnd {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path bundle;

    @BeforeEach
    void export() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String path = "/api/bookings/"
                + learner.book(mentor.publishSkill(3), 2).expect(201).text("id");
        mentor.post(path + "/confirm").expect(200);
        learner.post(path + "/complete").expect(200);
        learner.post("/api/transactions", Map.of("type", "TRANSFER", "to", mentor.accountId(), "amount", 2))
                .expect(201);
        bundle = Verification.download(admin(), folder.resolve("bundle"));
    }

    @Test
    void an_untouched_bundle_holds_and_every_balance_is_recomputed() {
        Verification.of(bundle).holds();
    }

    @Test
    void an_edited_event_is_found_at_its_position() throws IOException {
        List<String> lines = ledger();
        int edited = lineOf("TokensSent", lines);
        lines.set(edited, lines.get(edited).replace("\"amount\":2", "\"amount\":1"));
        write(lines);

        Verification.of(bundle)
                .fails("Position %d: this is not the event that was sealed".formatted(position(lines.get(edited))));
    }

    @Test
    void edited_metadata_are_found_at_their_position() throws IOException {
        List<String> lines = ledger();
        int edited = lineOf("TokensSent", lines);
        lines.set(edited, lines.get(edited).replaceFirst("\"actorRole\":\"LEARNER\"", "\"actorRole\":\"ADMIN\""));
        write(lines);

        Verification.of(bundle)
                .fails("Position %d: this is not the event that was sealed".formatted(position(lines.get(edited))));
    }

    @Test
    void a_deleted_event_is_found_where_it_is_missing() throws IOException {
        List<String> lines = ledger();
        int deleted = lines.size() / 2;
        lines.remove(deleted);
        write(lines);

        Verification.of(bundle)
                .fails("Position %d: this is event number %d, but number %d was to come"
                        .formatted(position(lines.get(deleted)), deleted + 1, deleted));
    }

    @Test
    void an_inserted_event_is_found_at_its_position() throws IOException {
        List<String> lines = ledger();
        int after = lineOf("TokensSent", lines);
        lines.add(after + 1, lines.get(after));
        write(lines);

        Verification.of(bundle)
                .fails("Position %d: this is event number %d, but number %d was to come"
                        .formatted(position(lines.get(after)), after, after + 1));
    }

    @Test
    void events_that_changed_places_are_found_at_the_first() throws IOException {
        List<String> lines = ledger();
        int first = lines.size() / 2;
        Collections.swap(lines, first, first + 1);
        write(lines);

        Verification.of(bundle)
                .fails("Position %d: this is event number %d, but number %d was to come"
                        .formatted(position(lines.get(first)), first + 1, first));
    }

    @Test
    void a_tail_that_is_cut_off_is_found_by_a_checkpoint_that_was_kept() throws IOException {
        Path kept = folder.resolve("kept.json");
        List<String> checkpoints = Files.readAllLines(bundle.resolve("checkpoints.jsonl"));
        Files.writeString(kept, checkpoints.get(checkpoints.size() - 1));
        Verification.of(bundle, "--checkpoint", kept).holds();

        learner();
        Path longer = Verification.download(admin(), folder.resolve("longer"));
        Verification.of(longer, "--checkpoint", kept).holds();
        Files.writeString(
                kept, admin().get("/api/audit/checkpoints?limit=1").body().toString());

        Verification.of(bundle).holds();
        Verification.of(bundle, "--checkpoint", kept).fails("its tail is cut off");
    }

    @Test
    void a_tail_that_is_cut_off_in_the_ledger_alone_is_found_by_the_bundle_itself() throws IOException {
        List<String> lines = ledger();
        write(lines.subList(0, lines.size() - 1));

        Verification.of(bundle).fails("its tail is cut off");
    }

    @Test
    void a_history_that_was_sealed_anew_does_not_fit_the_signed_checkpoint() throws IOException {
        Path checkpoints = bundle.resolve("checkpoints.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(checkpoints));
        JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
        String root = last.path("root").asText();
        lines.set(lines.size() - 1, lines.get(lines.size() - 1).replace(root, new StringBuilder(root).reverse()));
        Files.write(checkpoints, lines);

        Verification.of(bundle).fails("says something else than what was signed");
    }

    @Test
    void a_checkpoint_signed_with_another_key_is_refused() throws IOException {
        Path others = folder.resolve("others.json");
        Files.writeString(
                others,
                Files.readString(bundle.resolve("keys.json")).replaceAll("\"kid\":\"[^\"]*\"", "\"kid\":\"other\""));

        Verification.of(bundle, "--keys", others).fails("signed with a key that is not known");
    }

    @Test
    void a_balance_that_the_read_side_shows_wrongly_is_found() throws IOException {
        Path balances = bundle.resolve("balances.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(balances));
        lines.set(lines.size() - 1, lines.get(lines.size() - 1).replaceFirst("\"balance\":", "\"balance\":9"));
        Files.write(balances, lines);

        Verification.of(bundle).fails("the read side shows 9");
    }

    @Test
    void nothing_that_a_person_wrote_or_is_called_is_in_a_bundle() throws IOException {
        String mark = "Xq" + UUID.randomUUID().toString().replace("-", "");
        Map<String, String> account = Map.of(
                "name",
                mark,
                "email",
                mark + "@skillsphere.test",
                "password",
                "correct horse battery",
                "role",
                "LEARNER");
        anonymous().post("/api/auth/register", account).expect(201);
        ApiClient learner = anonymous().login(account.get("email"), account.get("password"));
        Instant startsAt = Instant.now().plus(3, ChronoUnit.DAYS);
        String booking = learner.post(
                        "/api/bookings",
                        Map.of("skillId", mentor().publishSkill(1), "startsAt", startsAt.toString(), "note", mark))
                .expect(201)
                .text("id");
        learner.post("/api/bookings/" + booking + "/cancel", Map.of("reason", mark))
                .expect(200);
        learner.post(
                        "/api/transactions",
                        Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 1, "memo", mark))
                .expect(201);

        Path exported = Verification.download(admin(), folder.resolve("marked"));

        Verification.of(exported).holds();
        try (Stream<Path> files = Files.list(exported)) {
            assertThat(files.toList()).hasSize(5).allSatisfy(file -> assertThat(Files.readString(file))
                    .doesNotContainIgnoringCase(mark)
                    .doesNotContain("@skillsphere.test"));
        }
        assertThat(Files.readString(exported.resolve("ledger.jsonl")))
                .contains(learner.accountId().toString());
    }

    @Test
    void only_who_audits_gets_the_bundle() {
        assertThat(learner().get("/api/audit/bundle").problem(403)).isEqualTo("forbidden");
        assertThat(anonymous().get("/api/audit/bundle").problem(401)).isEqualTo("unauthenticated");
    }

    /** A balance can be recomputed by a program that knows every event that may change one. */
    @Test
    void the_verifier_knows_every_event_of_a_wallet() throws IOException {
        String source = new String(getClass()
                .getResourceAsStream("/io/skillsphere/verifier/AuditVerifier.java")
                .readAllBytes());

        assertThat(WalletEvent.class.getPermittedSubclasses())
                .allSatisfy(type -> assertThat(source).contains("\"" + type.getSimpleName() + "\""));
    }

    @Test
    void the_verifier_is_one_file_that_needs_nothing_but_a_jdk() throws Exception {
        Path source = folder.resolve("AuditVerifier.java");
        Files.copy(getClass().getResourceAsStream("/io/skillsphere/verifier/AuditVerifier.java"), source);
        Consumer<Integer> run = expected -> {
            try {
                Process java = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                source.toString(),
                                bundle.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
                String report = new String(java.getInputStream().readAllBytes());
                assertThat(java.waitFor()).as(report).isEqualTo(expected);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        };

        run.accept(0);
        write(ledger().subList(1, ledger().size()));
        run.accept(1);
    }

    private List<String> ledger() throws IOException {
        return new ArrayList<>(Files.readAllLines(bundle.resolve("ledger.jsonl")));
    }

    private void write(List<String> lines) throws IOException {
        Files.write(bundle.resolve("ledger.jsonl"), lines);
    }

    /** The last line with an event of this type. */
    private static int lineOf(String type, List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains("$" + type + "\"")) {
                return i;
            }
        }
        throw new AssertionError("There is no " + type);
    }

    private static long position(String line) throws IOException {
        return JSON.readTree(line).at("/event/position").asLong();
    }
}
