package io.skillsphere.command.rejection;

import static io.skillsphere.command.rejection.Refusal.refusedWith;

import io.skillsphere.api.booking.SettleBooking;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.command.booking.Booking;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class RejectionTranslatorTest {

    @Test
    void a_command_to_what_does_not_exist_is_refused_in_the_published_language() {
        new AggregateTestFixture<>(Booking.class)
                .registerCommandHandlerInterceptor(new RejectionTranslator())
                .givenNoPriorActivity()
                .when(new SettleBooking(UUID.randomUUID()))
                .expectException(refusedWith(RejectionCode.NOT_FOUND));
    }
}
