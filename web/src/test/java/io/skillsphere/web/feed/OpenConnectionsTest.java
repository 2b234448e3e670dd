package io.skillsphere.web.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.StompClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest extends EndToEnd {

    @Test
    void logging_out_closes_what_this_session_opened_and_nothing_else() throws Exception {
        ApiClient here = learner();
        ApiClient somebodyElse = learner();
        try (StompClient client = new StompClient(port, here.token()).subscribe("/user/queue/feed");
                StompClient other = new StompClient(port, somebodyElse.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(here, somebodyElse);

            here.post("/api/auth/logout", Map.of("refreshToken", here.refreshToken()))
                    .expect(204);

            assertThat(client.error()).contains("signed out");
            here.get("/api/account").problem(401);
            assertThat(other.isConnected()).isTrue();
        }
        try (StompClient again = new StompClient(port, here.token())) {
            assertThat(again.error()).contains("not valid");
        }
    }

    @Test
    void logging_out_everywhere_closes_all_connections_of_the_account() throws Exception {
        ApiClient here = learner();
        try (StompClient client = new StompClient(port, here.token()).subscribe("/user/queue/feed")) {
            awaitSubscribed(here);

            here.post("/api/auth/logout-everywhere", null).expect(204);

            assertThat(client.error()).contains("signed out");
        }
    }

    @Test
    void a_connection_ends_with_the_access_token_that_opened_it() throws Exception {
        ApiClient learner = learner();
        jdbc.sql(
                        "UPDATE account_session SET expires_at = clock_timestamp() + interval '4 seconds' WHERE account_id = ?")
                .param(learner.accountId())
                .update();
        String shortLived = anonymous()
                .post("/api/auth/refresh", Map.of("refreshToken", learner.refreshToken()))
                .expect(200)
                .text("accessToken");
        // The session itself goes on: it is the token that ends.
        jdbc.sql("UPDATE account_session SET expires_at = clock_timestamp() + interval '1 day' WHERE account_id = ?")
                .param(learner.accountId())
                .update();
        try (StompClient client = new StompClient(port, shortLived)) {
            assertThat(client.error()).contains("expired");
        }
    }
}
