package io.skillsphere.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.EndToEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptTest extends EndToEnd {

    @TempDir
    Path folder;

    @Test
    void the_owner_of_a_transfer_can_verify_offline_that_it_is_in_the_ledger() throws IOException {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String booking = settle(mentor, learner);

        Answer receipt = learner.get("/api/wallet/receipts/" + booking).expect(200);

        Path file = save("receipt", receipt);
        Verification verification = Verification.of("receipt", file).holds();
        assertThat(verification.report()).contains("HoldCaptured").contains("\"captured\":3");
        Verification.of(
                        "receipt",
                        save(
                                "mentors",
                                mentor.get("/api/wallet/receipts/" + booking).expect(200)))
                .holds();
    }

    @Test
    void a_receipt_shows_nothing_of_the_other_side() {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String booking = settle(mentor, learner);

        Answer receipt = mentor.get("/api/wallet/receipts/" + booking).expect(200);

        assertThat(receipt.body().path("entries")).singleElement().satisfies(entry -> {
            assertThat(entry.at("/event/payload/walletId").asText())
                    .isEqualTo(mentor.accountId().toString());
            assertThat(entry.at("/event").has("metaData")).isFalse();
        });
        assertThat(receipt.body().toString())
                .doesNotContain("HoldCaptured")
                .doesNotContain("actor")
                .doesNotContain("correlationId");
    }

    @Test
    void a_gift_has_a_receipt_by_the_id_of_its_transaction() throws IOException {
        ApiClient learner = learner();
        Answer sent = learner.post(
                        "/api/transactions", Map.of("type", "TRANSFER", "to", mentor().accountId(), "amount", 1))
                .expect(201);

        Answer receipt = learner.get("/api/wallet/receipts/" + sent.text("id")).expect(200);

        assertThat(receipt.text("transferId")).isEqualTo(sent.text("transferId"));
        Verification.of("receipt", save("gift", receipt)).holds();
    }

    @Test
    void a_receipt_that_was_edited_fails() throws IOException {
        ApiClient learner = learner();
        String booking = settle(mentor(), learner);
        String receipt = learner.get("/api/wallet/receipts/" + booking).body().toString();
        Path file = folder.resolve("edited.json");

        Files.writeString(file, receipt.replace("\"captured\":3", "\"captured\":2"));
        Verification.of("receipt", file).fails("the event is not in the ledger of this checkpoint");
        Files.writeString(file, receipt.replaceFirst("(\"jws\":\"[^\"]*\\.)..", "$1AA"));
        Verification.of("receipt", file).fails("has a forged signature");
    }

    @Test
    void auditors_get_both_sides_and_nobody_else_gets_any() throws IOException {
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String booking = settle(mentor, learner);

        Answer all = admin().get("/api/wallet/receipts/" + booking).expect(200);

        assertThat(all.body().path("entries")).hasSize(2);
        Verification.of("receipt", save("both", all)).holds();
        assertThat(learner().get("/api/wallet/receipts/" + booking).problem(404))
                .isEqualTo("not-found");
        assertThat(learner.get("/api/wallet/receipts/" + UUID.randomUUID()).problem(404))
                .isEqualTo("not-found");
        assertThat(anonymous().get("/api/wallet/receipts/" + booking).problem(401))
                .isEqualTo("unauthenticated");
        assertThat(learner.get("/api/wallet/receipts/no-id").status()).isEqualTo(400);
    }

    @Test
    void a_later_history_is_proved_to_begin_with_an_earlier_one() throws IOException {
        ApiClient learner = learner();
        String first = settle(mentor(), learner);
        long from = count(learner.get("/api/wallet/receipts/" + first));
        String second = settle(mentor(), learner);
        long to = count(learner.get("/api/wallet/receipts/" + second));
        assertThat(to).isGreaterThan(from);

        Answer proof = learner.get("/api/audit/consistency?from=%d&to=%d".formatted(from, to))
                .expect(200);

        Verification.of("consistency", save("proof", proof)).holds();
        JsonNode hash = proof.body().path("path").path(0);
        Path forged = folder.resolve("forged.json");
        Files.writeString(
                forged, proof.body().toString().replace(hash.asText(), new StringBuilder(hash.asText()).reverse()));
        Verification.of("consistency", forged).fails("is not the beginning of");
    }

    @Test
    void a_consistency_proof_is_between_two_checkpoints_in_their_order() {
        ApiClient learner = learner();
        long count = count(learner.get("/api/wallet/receipts/" + settle(mentor(), learner)));

        assertThat(learner.get("/api/audit/consistency?from=%d&to=%d".formatted(count, count - 1))
                        .problem(400))
                .isEqualTo("validation-failed");
        assertThat(learner.get("/api/audit/consistency?from=%d&to=%d".formatted(count, Long.MAX_VALUE))
                        .problem(404))
                .isEqualTo("not-found");
        assertThat(anonymous().get("/api/audit/consistency?from=1&to=1").problem(401))
                .isEqualTo("unauthenticated");
    }

    /** A booking of 3 tokens from end to end; its id is its transfer's. */
    private static String settle(ApiClient mentor, ApiClient learner) {
        String id = learner.book(mentor.publishSkill(3), 2).expect(201).text("id");
        mentor.post("/api/bookings/" + id + "/confirm").expect(200);
        learner.post("/api/bookings/" + id + "/complete").expect(200);
        return id;
    }

    private static long count(Answer receipt) {
        return receipt.expect(200).body().at("/checkpoint/count").asLong();
    }

    private Path save(String name, Answer answer) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), answer.body().toString());
    }
}
