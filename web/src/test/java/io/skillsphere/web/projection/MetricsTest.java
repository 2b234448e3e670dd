package io.skillsphere.web.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What a monitoring system reads. */
class MetricsTest extends EndToEnd {

    @Test
    void they_tell_the_lag_and_the_dead_letters_to_an_admin_and_to_whoever_has_the_secret() throws Exception {
        for (String token : new String[] {admin().token(), METRICS_TOKEN}) {
            HttpResponse<String> metrics = scrape(token);

            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("skillsphere_projection_lag ")
                    .contains("skillsphere_dead_letters ")
                    .contains("http_server_requests_seconds_count");
        }
    }

    @Test
    void they_are_for_nobody_else_and_the_secret_is_good_for_nothing_else() throws Exception {
        assertThat(scrape("x" + METRICS_TOKEN).statusCode()).isEqualTo(401);
        assertThat(scrape(learner().token()).statusCode()).isEqualTo(403);

        ApiClient scraper = new ApiClient("http://localhost:" + port, METRICS_TOKEN, null, null, null);
        assertThat(scraper.get("/api/admin/projections").status()).isEqualTo(401);
        assertThat(scraper.post("/actuator/prometheus").status()).isIn(401, 403);
    }

    private HttpResponse<String> scrape(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
