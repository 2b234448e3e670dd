package io.skillsphere.web.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.identity.IdentityTest;
import io.skillsphere.web.ratelimit.RateLimits.Policy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ForwardedAddressTest extends IdentityTest {

    @Autowired
    private RateLimits limits;

    @Test
    void without_a_trusted_proxy_nobody_can_name_another_address_than_their_own() {
        http.get("/api/skills", "X-Forwarded-For", "198.51.100.7", "Forwarded", "for=198.51.100.7");

        assertThat(limits.bucket(Policy.ANONYMOUS, "198.51.100.7").getAvailableTokens())
                .isEqualTo(1_000_000);
    }
}
