package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.problem.ProblemException;
import java.time.Duration;
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
    void who_would_wait_too_long_for_a_core_is_asked_to_come_back() {
        PasswordHasher busy = new PasswordHasher(0, Duration.ofMillis(1));

        assertThatThrownBy(() -> busy.hash("correct horse"))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo("unavailable"));
    }

    @Test
    void a_core_is_given_back_after_each_hash() {
        PasswordHasher one = new PasswordHasher(1, Duration.ofMillis(1));

        String hash = one.hash("correct horse");

        assertThat(one.matches("correct horse", hash)).isTrue();
        assertThat(one.matches("wrong", hash)).isFalse();
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
