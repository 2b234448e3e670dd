package io.skillsphere.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import io.skillsphere.web.ApiClient.Tokens;
import io.skillsphere.web.EndToEnd;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What wallets refuse, and what that would have cost, over HTTP. */
class WalletRulesTest extends EndToEnd {

    @Test
    void a_frozen_wallet_gives_nothing_away_and_takes_what_arrives_until_it_is_unfrozen() {
        ApiClient admin = admin();
        ApiClient mentor = mentor();
        ApiClient learner = learner();
        String skill = mentor.publishSkill(3);
        String held = learner.book(skill, 2).expect(201).text("id");

        assertThat(admin.post(path(learner, "freeze"))
                        .expect(200)
                        .body()
                        .path("frozen")
                        .asBoolean())
                .isTrue();
        admin.post(path(learner, "freeze")).expect(200);

        assertThat(learner.get("/api/wallet").body().path("frozen").asBoolean()).isTrue();
        assertThat(transfer(learner, mentor, 1, "").problem(409)).isEqualTo("wallet-frozen");
        assertThat(transfer(learner, mentor, 1, "?dryRun=true").problem(409)).isEqualTo("wallet-frozen");
        assertThat(learner.book(skill, 3).problem(409)).isEqualTo("wallet-frozen");
        transfer(mentor, learner, 2, "").expect(201);
        mentor.post("/api/bookings/" + held + "/confirm").expect(200);
        assertThat(learner.post("/api/bookings/" + held + "/complete")
                        .expect(200)
                        .text("status"))
                .isEqualTo("SETTLED");
        assertThat(learner.tokens()).isEqualTo(new Tokens(9, 0));

        assertThat(admin.post(path(learner, "unfreeze"))
                        .expect(200)
                        .body()
                        .path("frozen")
                        .asBoolean())
                .isFalse();
        transfer(learner, mentor, 1, "").expect(201);
        assertThat(admin.get("/api/wallet/explain?accountId=" + learner.accountId())
                        .body()
                        .path("objections"))
                .isEmpty();
    }

    @Test
    void a_dry_run_says_what_a_transfer_would_cost_and_moves_nothing() {
        ApiClient learner = learner();
        ApiClient friend = learner();

        Answer quote = transfer(learner, friend, 4, "?dryRun=true").expect(200);

        assertThat(quote.number("costTokens")).isEqualTo(4);
        assertThat(quote.number("availableAfter")).isEqualTo(6);
        assertThat(learner.tokens()).isEqualTo(new Tokens(10, 0));
        assertThat(transfer(learner, friend, 11, "?dryRun=true").problem(409)).isEqualTo("insufficient-tokens");
        assertThat(transfer(learner, learner, 1, "?dryRun=true").problem(409)).isEqualTo("self-transfer");
        assertThat(learner.get("/api/transactions").body().path("items")).hasSize(1);
    }

    @Test
    void more_than_the_daily_limit_is_refused_with_what_is_left() {
        ApiClient learner = learner();
        ApiClient friend = learner();
        admin().post(
                        "/api/transactions",
                        Map.of("type", "ISSUE", "to", learner.accountId(), "amount", 200_000, "reason", "a test"))
                .expect(201);
        transfer(learner, friend, 99_990, "").expect(201);

        Answer refused = transfer(learner, friend, 11, "");

        assertThat(refused.problem(409)).isEqualTo("daily-limit");
        assertThat(refused.text("detail")).contains("100000").contains("10 are left");
        transfer(learner, friend, 10, "").expect(201);
    }

    @Test
    void there_is_nothing_to_freeze_where_there_is_no_account() {
        assertThat(admin().post("/api/admin/wallets/" + UUID.randomUUID() + "/freeze")
                        .problem(404))
                .isEqualTo("not-found");
    }

    @Test
    void an_auditor_learns_whether_all_holds_after_each_event() {
        learner();

        Answer report = admin().get("/api/audit/invariants").expect(200);

        assertThat(report.body().path("broken").isNull())
                .as("%s", report.body())
                .isTrue();
        assertThat(report.number("events")).isPositive();
    }

    private static String path(ApiClient whose, String action) {
        return "/api/admin/wallets/" + whose.accountId() + "/" + action;
    }

    private static Answer transfer(ApiClient from, ApiClient to, long amount, String query) {
        return from.post(
                "/api/transactions" + query, Map.of("type", "TRANSFER", "to", to.accountId(), "amount", amount));
    }
}
