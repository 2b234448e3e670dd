package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.MetaDataKeys;
import io.skillsphere.api.account.Role;
import io.skillsphere.web.identity.Http.Answer;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CommandOriginTest extends IdentityTest {

    @Autowired
    private RecordedWallets wallets;

    private final UUID walletId = UUID.randomUUID();
    private UUID actorId;

    @BeforeEach
    void somebody() {
        actorId = anAccountWith(Role.MENTOR);
    }

    @Test
    void a_command_carries_who_sent_it_and_with_which_request() {
        send(
                "{}",
                "X-Correlation-Id",
                "my-request.1",
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "Idempotency-Key",
                "once");

        assertThat(received())
                .containsEntry(MetaDataKeys.ACTOR, actorId.toString())
                .containsEntry(MetaDataKeys.ACTOR_ROLE, "MENTOR")
                .containsEntry(MetaDataKeys.CORRELATION_ID, "my-request.1")
                .containsEntry(MetaDataKeys.TRACE_ID, "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsEntry(MetaDataKeys.IDEMPOTENCY_KEY, "once");
    }

    @Test
    void what_the_request_does_not_say_is_left_out() {
        Answer answer = send("{}", "traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01");

        assertThat(received())
                .doesNotContainKeys(MetaDataKeys.TRACE_ID, MetaDataKeys.IDEMPOTENCY_KEY)
                .containsEntry(MetaDataKeys.CORRELATION_ID, answer.header("X-Correlation-Id"));
    }

    @Test
    void what_a_command_says_of_itself_is_left_as_it_is() {
        send("{\"actor\": \"the saga\", \"correlationId\": \"an older request\"}");

        assertThat(received())
                .containsEntry(MetaDataKeys.ACTOR, "the saga")
                .containsEntry(MetaDataKeys.CORRELATION_ID, "an older request");
    }

    @Test
    void a_welcome_grant_goes_back_to_the_registration_but_nobody_acted() {
        Answer registered = registerSomebody();

        MetaData metaData = wallets.messagesTo(registered.accountId()).get(0).getMetaData();
        assertThat(metaData)
                .containsEntry(MetaDataKeys.CORRELATION_ID, registered.header("X-Correlation-Id"))
                .doesNotContainKeys(MetaDataKeys.ACTOR, MetaDataKeys.ACTOR_ROLE);
    }

    private Answer send(String metaData, String... headers) {
        String[] signedIn = signedInAs(actorId);
        String[] all = new String[signedIn.length + headers.length];
        System.arraycopy(signedIn, 0, all, 0, signedIn.length);
        System.arraycopy(headers, 0, all, signedIn.length, headers.length);
        Answer answer = http.post("/api/probe/" + walletId + "/command", metaData, all);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private MetaData received() {
        return wallets.messagesTo(walletId).get(0).getMetaData();
    }
}
