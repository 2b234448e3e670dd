package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private final PasswordHasher hasher = new PasswordHasher();

    @Test
    void only_the_same_password_matches() {
        String hash = hasher.hash("correct horse");

        assertThat(hasher.matches("correct horse", hash)).isTrue();
        assertThat(hasher.matches("correct horsf", hash)).isFalse();
        assertThat(hasher.hash("correct horse")).isNotEqualTo(hash);
    }

    @Test
    void a_password_is_the_same_however_a_keyboard_composes_its_characters() {
        assertThat(hasher.matches("caf\u00e9 crème", hasher.hash("cafe\u0301 crème")))
                .isTrue();
    }

    @Test
    void nobody_matches_but_takes_as_long_as_somebody() {
        String hash = hasher.hash("correct horse");
        long somebody = fastestOfFive(() -> hasher.matches("wrong", hash));
        long nobody = fastestOfFive(() -> hasher.matches("wrong", null));

        assertThat(hasher.matches("wrong", null)).isFalse();
        assertThat(nobody).isBetween(somebody / 4, somebody * 4);
    }

    @Test
    void who_would_wait_too_long_for_a_core_is_asked_to_come_back() throws Exception {
        PasswordHasher busy = new PasswordHasher(1, Duration.ofMillis(1));
        ExecutorService people = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> hashes =
                    people.invokeAll(Stream.<Callable<String>>generate(() -> () -> busy.hash("correct horse"))
                            .limit(6)
                            .toList());

            assertThat(hashes).anySatisfy(hash -> assertThat(hash.get()).startsWith("$argon2id$"));
            assertThat(hashes).anySatisfy(hash -> assertThatThrownBy(hash::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                            .isEqualTo("unavailable")));
        } finally {
            people.shutdown();
        }
    }

    private static long fastestOfFive(Runnable work) {
        return Stream.generate(() -> {
                    long start = System.nanoTime();
                    work.run();
                    return System.nanoTime() - start;
                })
                .limit(5)
                .min(Long::compare)
                .orElseThrow();
    }
}
