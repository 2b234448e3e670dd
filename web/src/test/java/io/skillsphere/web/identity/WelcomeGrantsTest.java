package io.skillsphere.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.account.Role;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.web.identity.Http.Answer;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class WelcomeGrantsTest extends IdentityTest {

    @Autowired
    private RecordedWallets wallets;

    @Autowired
    private WelcomeGrants grants;

    @Autowired
    private Accounts accounts;

    @Autowired
    private CommandGateway commands;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void letWalletsBe() {
        wallets.accept();
        grants.giveAllOwed();
    }

    @Test
    void a_new_account_has_its_ten_tokens_before_the_answer() {
        UUID accountId = registerSomebody().accountId();

        assertThat(wallets.issuedTo(accountId)).singleElement().satisfies(command -> {
            assertThat(command.amount()).isEqualTo(10);
            assertThat(command.reason()).isEqualTo(IssueReason.WELCOME_GRANT);
            assertThat(command.note()).isNull();
        });
        assertThat(isNoted(accountId)).isTrue();
    }

    @Test
    void an_account_is_opened_even_if_its_grant_has_to_wait() {
        wallets.refuseWith(new IllegalStateException("the store is down"));
        Answer registered = registerSomebody();
        assertThat(registered.status()).isEqualTo(201);
        assertThat(isNoted(registered.accountId())).isFalse();

        wallets.accept();
        grants.giveAllOwed();

        assertThat(wallets.issuedTo(registered.accountId())).hasSize(1);
        assertThat(isNoted(registered.accountId())).isTrue();
    }

    @Test
    void a_grant_of_which_a_crash_left_no_note_is_sent_again_as_the_same_transfer() {
        UUID accountId = registerSomebody().accountId();
        forgetGrantTo(accountId);

        grants.giveAllOwed();

        assertThat(wallets.issuedTo(accountId)).hasSize(2);
        assertThat(wallets.issuedTo(accountId).get(0))
                .isEqualTo(wallets.issuedTo(accountId).get(1));
    }

    @Test
    void a_grant_that_was_given_with_another_amount_counts() {
        UUID accountId = registerSomebody().accountId();
        forgetGrantTo(accountId);
        wallets.refuseWith(new CommandRejectedException(RejectionCode.ALREADY_EXISTS, "Another amount."));

        grants.giveAllOwed();

        assertThat(isNoted(accountId)).isTrue();
    }

    @Test
    void those_who_neither_learn_nor_teach_get_none() {
        UUID admin = anAccountWith(Role.ADMIN);
        UUID auditor = anAccountWith(Role.AUDITOR);

        grants.giveAllOwed();

        assertThat(wallets.issuedTo(admin)).isEmpty();
        assertThat(wallets.issuedTo(auditor)).isEmpty();
    }

    @Test
    void where_the_grant_is_nothing_no_command_is_sent() {
        UUID accountId = anAccountWith(Role.LEARNER);

        new WelcomeGrants(accounts, commands, new WelcomeGrantProperties(0)).giveAllOwed();

        assertThat(wallets.issuedTo(accountId)).isEmpty();
        assertThat(isNoted(accountId)).isTrue();
    }

    private void forgetGrantTo(UUID accountId) {
        jdbc.sql("UPDATE account SET welcome_granted = false WHERE id = ?")
                .param(accountId)
                .update();
    }

    private boolean isNoted(UUID accountId) {
        return jdbc.sql("SELECT welcome_granted FROM account WHERE id = ?")
                .param(accountId)
                .query(Boolean.class)
                .single();
    }
}
