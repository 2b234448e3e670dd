package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.StartRefusedException;
import org.junit.jupiter.api.Test;

class ScrapePropertiesTest {

    @Test
    void there_is_no_secret_until_one_is_set() {
        assertThat(new ScrapeProperties("").isConfigured()).isFalse();
    }

    @Test
    void a_weak_secret_is_refused_with_a_sentence_that_says_how_to_make_one() {
        assertThatThrownBy(() -> new ScrapeProperties("changeme"))
                .isInstanceOfSatisfying(StartRefusedException.class, refusal -> assertThat(refusal.remedy())
                        .contains("openssl rand"))
                .hasMessageContaining("SKILLSPHERE_METRICS_TOKEN");
    }
}
