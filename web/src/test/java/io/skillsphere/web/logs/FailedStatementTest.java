package io.skillsphere.web.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.EndToEnd;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class FailedStatementTest extends EndToEnd {

    private static final String UPDATE = "UPDATE account SET email = ? WHERE id = ?";

    @Autowired
    private JdbcTemplate template;

    @Test
    void what_was_to_be_written_is_not_in_the_report_of_its_failure() {
        ApiClient one = learner();
        ApiClient other = learner();
        Object[] taken = {one.email(), other.accountId()};

        assertThat(List.of(
                        report(() -> template.update(UPDATE, taken)),
                        report(() -> template.batchUpdate(UPDATE, List.of(taken, taken)))))
                .allSatisfy(
                        report -> assertThat(report).contains("account_email").doesNotContain(one.email()));
    }

    private static String report(ThrowingCallable statement) {
        StringWriter report = new StringWriter();
        catchThrowable(statement).printStackTrace(new PrintWriter(report));
        return report.toString();
    }
}
