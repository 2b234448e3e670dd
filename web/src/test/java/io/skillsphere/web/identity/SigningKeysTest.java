package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

class SigningKeysTest extends IdentityTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void nodes_that_start_at_once_and_later_starts_share_one_key() throws Exception {
        jdbc.sql("DELETE FROM signing_key").update();
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            Callable<String> start = () -> start().current().getKeyID();
            List<Future<String>> started = nodes.invokeAll(List.of(start, start, start));

            String keyId = started.get(0).get();
            assertThat(started.get(1).get()).isEqualTo(keyId);
            assertThat(started.get(2).get()).isEqualTo(keyId);
            assertThat(start().current().getKeyID()).isEqualTo(keyId);
            assertThat(start().current().isPrivate()).isTrue();
            assertThat(jdbc.sql("SELECT count(*) FROM signing_key")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        } finally {
            nodes.shutdown();
        }
    }

    private SigningKeys start() {
        return new SigningKeys(jdbc, transactions, Clock.systemUTC());
    }
}
