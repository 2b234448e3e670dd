package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingPage;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.FindBookings;
import io.skillsphere.api.skill.FindSkills;
import io.skillsphere.api.skill.RetireSkill;
import io.skillsphere.api.skill.SkillPage;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.api.wallet.FindWallet;
import io.skillsphere.api.wallet.RedeemTokens;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases an account: everything that tells who it was is gone from every table, and no event and no ledger line changes. See
 * docs/adr/0030-what-erasing-an-account-leaves.md.
 */
@Component
class AccountErasure {

    private static final Logger log = LoggerFactory.getLogger(AccountErasure.class);

    /** Those in which the other side waits for something, or tokens are on their way. */
    private static final List<BookingStatus> OPEN = List.of(
            BookingStatus.REQUESTED,
            BookingStatus.PENDING,
            BookingStatus.CONFIRMED,
            BookingStatus.DELIVERED,
            BookingStatus.DISPUTED,
            BookingStatus.COMPLETED);

    private static final int SKILLS_AT_ONCE = 100;

    private final Accounts accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final QueryGateway queries;
    private final CommandGateway commands;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    AccountErasure(
            Accounts accounts,
            Passwords passwords,
            Sessions sessions,
            QueryGateway queries,
            CommandGateway commands,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.queries = queries;
        this.commands = commands;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Erases the account of somebody who shows its password. Rejects a wrong one (BAD_CREDENTIALS), an account with bookings that
     * have not ended (OPEN_BOOKINGS) and the last administrator's (LAST_ADMIN). What was done before a crash is not done again.
     */
    void erase(Actor actor, String password) {
        passwords.confirmed(actor.accountId(), password);
        requireNoOpenBookings(actor.accountId());
        requireNotLastAdmin(actor);
        retireSkills(actor);
        giveTokensBack(actor.accountId());
        transaction.executeWithoutResult(status -> forget(actor));
        log.info("Erased account {}", actor.accountId());
    }

    private void requireNoOpenBookings(UUID accountId) {
        for (BookingStatus status : OPEN) {
            BookingPage open = queries.query(
                            new FindBookings(accountId, null, status, null, null, null, 1), BookingPage.class)
                    .join();
            if (!open.items().isEmpty()) {
                throw new ProblemException(
                        ProblemCode.OPEN_BOOKINGS,
                        "There is a booking that is %s: finish or cancel your bookings first.".formatted(status));
            }
        }
    }

    private void requireNotLastAdmin(Actor actor) {
        if (actor.role() == Role.ADMIN) {
            transaction.executeWithoutResult(status -> {
                if (accounts.lockAllWith(Role.ADMIN).size() == 1) {
                    throw RoleGiving.lastAdmin();
                }
            });
        }
    }

    private void retireSkills(Actor actor) {
        SkillPage page;
        Long before = null;
        do {
            page = queries.query(
                            new FindSkills(
                                    null, null, null, actor.accountId(), null, null, null, before, SKILLS_AT_ONCE),
                            SkillPage.class)
                    .join();
            for (SkillView skill : page.items()) {
                commands.sendAndWait(new RetireSkill(skill.id(), skill.version(), actor));
            }
            before = page.next();
        } while (before != null);
    }

    /** Nobody could spend them any more: they go back where they came from, and the supply stays what people have. */
    private void giveTokensBack(UUID accountId) {
        long available = queries.query(new FindWallet(accountId), ResponseTypes.optionalInstanceOf(WalletView.class))
                .join()
                .map(WalletView::available)
                .orElse(0L);
        if (available > 0) {
            UUID transferId = UUID.nameUUIDFromBytes(("erasure of " + accountId).getBytes(StandardCharsets.UTF_8));
            commands.sendAndWait(new RedeemTokens(accountId, transferId, available, null));
        }
    }

    private void forget(Actor actor) {
        accounts.lockAllWith(Role.ADMIN);
        sessions.endAllOf(actor.accountId(), SessionEnd.LOGGED_OUT_EVERYWHERE);
        for (String statement : List.of(
                "DELETE FROM written_text WHERE author_id = ?",
                "DELETE FROM idempotent_request WHERE owner = ?",
                "DELETE FROM outgoing_mail WHERE account_id = ?",
                "DELETE FROM emailed_token WHERE account_id = ?",
                "DELETE FROM account_session WHERE account_id = ?",
                "DELETE FROM account WHERE id = ?")) {
            jdbc.sql(statement).param(actor.accountId()).update();
        }
    }
}
