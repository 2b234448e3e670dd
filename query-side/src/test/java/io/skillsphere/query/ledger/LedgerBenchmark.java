package io.skillsphere.query.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.projection.Projections;
import io.skillsphere.query.projection.Replays;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How long it takes to seal, export, verify, check, project and replay a log of many events, in a heap of 512 MiB each. Not part of the build; {@code
 * docs/audit.md} has the command and what it said.
 */
class LedgerBenchmark extends QuerySideTest {

    private static final int WALLETS = 1000;

    @TempDir
    Path folder;

    @Autowired
    private Sealer sealer;

    @Autowired
    private Checkpoints checkpoints;

    @Autowired
    private LedgerBundle bundle;

    @Autowired
    private Invariants invariants;

    @Autowired
    private Projections projections;

    @Autowired
    private Replays replays;

    @Test
    void a_log_is_sealed_exported_and_verified() throws Exception {
        int events = Integer.getInteger("events", 10_000);
        write(events);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();

        long began = System.nanoTime();
        assertThat(sealer.sealAll()).isEqualTo(events);
        say("sealed", events, began);
        Checkpoint head =
                checkpoints.sign(payload -> sign(payload, key), Instant.now()).orElseThrow();

        began = System.nanoTime();
        bundle.write(head, jwks((ECPublicKey) key.getPublic()), name -> Files.newOutputStream(folder.resolve(name)));
        say("exported", events, began);
        System.out.printf("    ledger.jsonl: %d MiB%n", Files.size(folder.resolve("ledger.jsonl")) >> 20);

        began = System.nanoTime();
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "../verifier/src/main/java/io/skillsphere/verifier/AuditVerifier.java",
                        folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        say("verified, with the start of the JVM,", events, began);
        assertThat(status).isZero();

        began = System.nanoTime();
        assertThat(invariants.check((position, of) -> {}).broken()).isNull();
        say("checked the invariants of", events, began);

        began = System.nanoTime();
        log.processor().start();
        await().atMost(Duration.ofHours(2)).pollInterval(Duration.ofSeconds(1)).until(() -> projections.lag() == 0);
        say("projected", events, began);

        began = System.nanoTime();
        assertThat(replays.run((position, of) -> {}).holds()).isTrue();
        say("replayed and compared", events, began);
        log.processor().shutDown();
    }

    private static void say(String what, int events, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s %d events in %.1f s: %.0f events/s, heap %d MiB%n",
                what, events, seconds, events / seconds, Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Each wallet is given tokens, and then they pass them round: each payment is two events. */
    private void write(int events) {
        jdbc.sql("""
                INSERT INTO domain_event_entry (global_index, event_identifier, aggregate_identifier, sequence_number, type,
                    payload_type, payload_revision, time_stamp, payload, meta_data)
                SELECT i, md5('event' || i)::uuid, wallet, row_number() OVER (PARTITION BY wallet ORDER BY i) - 1, 'Wallet',
                    'io.skillsphere.api.wallet.WalletEvent$' || what, '1',
                    to_char(timestamp '2030-01-01' + i * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    convert_to(payload, 'UTF8'),
                    convert_to(format('{"actor":"%s","actorRole":"LEARNER","correlationId":"%s","causationId":"%s"}',
                        wallet, md5('request' || i)::uuid, md5('command' || i)::uuid), 'UTF8')
                FROM (
                    SELECT i, w.wallet, 'TokensIssued' AS what, format(
                        '{"walletId":"%s","transferId":"%s","amount":1000000000,"reason":"ADMINISTRATIVE","noteId":null}',
                        w.wallet, md5('issue' || i)::uuid) AS payload
                    FROM generate_series(1, :wallets) i, LATERAL (SELECT md5('wallet' || i % :wallets)::uuid AS wallet) w
                    UNION ALL
                    SELECT :wallets + 2 * j - 1, p.payer, 'TokensSent', format(
                        '{"walletId":"%s","transferId":"%s","payeeId":"%s","amount":%s,"memoId":null}',
                        p.payer, p.transfer, p.payee, 1 + j % 9)
                    FROM payments p
                    UNION ALL
                    SELECT :wallets + 2 * j, p.payee, 'TokensReceived', format(
                        '{"walletId":"%s","transferId":"%s","payerId":"%s","amount":%s,"bookingId":null}',
                        p.payee, p.transfer, p.payer, 1 + j % 9)
                    FROM payments p) log""".replace("payments p", """
                    (SELECT j, md5('wallet' || j % :wallets)::uuid AS payer, md5('wallet' || (j * 7 + 1) % :wallets)::uuid AS payee,
                        md5('transfer' || j)::uuid AS transfer FROM generate_series(1, (:events - :wallets) / 2) j) p"""))
                .param("wallets", WALLETS)
                .param("events", events)
                .update();
    }

    private static String sign(String payload, KeyPair key) {
        String signed =
                base64("{\"alg\":\"ES256\",\"kid\":\"benchmark\",\"typ\":\"skillsphere-checkpoint\"}".getBytes(UTF_8))
                        + "." + base64(payload.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwks(ECPublicKey key) {
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"benchmark\",\"x\":\"%s\",\"y\":\"%s\"}]}"
                .formatted(base64(key.getW().getAffineX()), base64(key.getW().getAffineY()));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return base64(Arrays.copyOf(fixed, 32));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
