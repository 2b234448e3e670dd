package io.skillsphere.web.identity;

import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with the parameters that OWASP recommends: 19 MiB, two passes, one lane.
 *
 * <p>A hash costs tens of milliseconds of a core, so no more of them run at once than there are cores: else a burst of
 * logins starves everything. Call it outside of transactions, or each waiting hash keeps a connection.
 */
@Component
class PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final String nobodysHash = argon2.encode(UUID.randomUUID().toString());
    private final Semaphore cores;
    private final Duration patience;

    PasswordHasher() {
        this(Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    PasswordHasher(int cores, Duration patience) {
        this.cores = new Semaphore(cores, true);
        this.patience = patience;
    }

    /** Rejected as unavailable if no core gets free in time. */
    String hash(String password) {
        return onACore(() -> argon2.encode(normalized(password)));
    }

    /** Whether the password is the one of the hash; takes as long where there is no such account and the hash is null. */
    boolean matches(String password, String hashOrNull) {
        String hash = hashOrNull == null ? nobodysHash : hashOrNull;
        return onACore(() -> argon2.matches(normalized(password), hash)) && hashOrNull != null;
    }

    /** The same characters can be typed as different code points, depending on the keyboard. */
    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T onACore(Supplier<T> work) {
        try {
            if (!cores.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            cores.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemCode.UNAVAILABLE, "Too many people are signing in: try again in a moment.");
    }
}
