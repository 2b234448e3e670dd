package io.skillsphere.command.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.booking.BookingPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancellationFeeTest {

    private static final Instant START = Instant.parse("2030-05-02T10:00:00Z");
    private static final Instant LAST_FREE_MOMENT = Instant.parse("2030-05-01T10:00:00Z");

    @Test
    void nothing_is_due_up_to_the_very_moment_of_the_notice() {
        assertThat(fee(100, 50).at(LAST_FREE_MOMENT.minusSeconds(1))).isZero();
        assertThat(fee(100, 50).at(LAST_FREE_MOMENT)).isZero();
    }

    @Test
    void a_second_later_the_fee_is_due_and_stays_so_past_the_start() {
        assertThat(fee(100, 50).at(LAST_FREE_MOMENT.plusSeconds(1))).isEqualTo(50);
        assertThat(fee(100, 50).at(START)).isEqualTo(50);
        assertThat(fee(100, 50).at(START.plus(Duration.ofDays(30)))).isEqualTo(50);
    }

    @ParameterizedTest(name = "{1} % of {0} tokens are {2}")
    @CsvSource({"3, 0, 0", "3, 100, 3", "1, 50, 0", "3, 50, 1", "7, 99, 6", "1, 99, 0", "1000000, 33, 330000"})
    void a_fee_is_rounded_down_in_the_learners_favour(long price, int percent, long tokens) {
        assertThat(fee(price, percent).at(START)).isEqualTo(tokens);
    }

    private static CancellationFee fee(long priceTokens, int percent) {
        Duration notice = Duration.between(LAST_FREE_MOMENT, START);
        BookingPolicy policy = new BookingPolicy(Duration.ofHours(48), notice, percent, Duration.ofHours(72));
        return new CancellationFee(policy, priceTokens, START);
    }
}
