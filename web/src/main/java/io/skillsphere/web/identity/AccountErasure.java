package io.skillsphere.web.identity;

import io.skillsphere.api.account.Actor;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

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

    /** Those with which it could be signed in to. */
    private static final String SIGN_IN_CODES = """
            DELETE FROM sign_in_code c WHERE EXISTS (
                SELECT FROM account a LEFT JOIN linked_sign_in l ON l.account_id = a.id
                WHERE a.id = ? AND (lower(c.email) = lower(a.email) OR (c.issuer, c.subject) = (l.issuer, l.subject)))""";

    private final RoleGiving roles;
    private final Passwords passwords;
    private final Sessions sessions;
    private final QueryGateway queries;
    private final CommandGateway commands;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TransactionTemplate transaction;

    AccountErasure(
            RoleGiving roles,
            Passwords passwords,
            Sessions sessions,
            QueryGateway queries,
            CommandGateway commands,
            JdbcClient jdbc,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.roles = roles;
        this.passwords = passwords;
        this.sessions = sessions;
        this.queries = queries;
        this.commands = commands;
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Erases the account of somebody who shows its password. Rejects a wrong one (BAD_CREDENTIALS), an account with bookings that
     * have not ended (OPEN_BOOKINGS) and the last administrator's (LAST_ADMIN). What was done before a crash is not done again.
     */
    void erase(Actor actor, String password) {
        String name = passwords.confirmed(actor.accountId(), password).name();
        requireNoOpenBookings(actor.accountId());
        roles.requireAnotherAdminThan(actor.accountId());
        retireSkills(actor);
        giveTokensBack(actor.accountId());
        transaction.executeWithoutResult(status -> forget(actor, name));
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

    private void forget(Actor actor, String name) {
        // Whoever is signing in right now is through before, with a session that goes as well, or finds no account.
        jdbc.sql(SIGN_IN_CODES).param(actor.accountId()).update();
        roles.requireAnotherAdminThan(actor.accountId());
        jdbc.sql("SELECT id FROM account WHERE id = ? FOR UPDATE")
                .param(actor.accountId())
                .query(UUID.class)
                .optional();
        sessions.endAllOf(actor.accountId(), SessionEnd.LOGGED_OUT_EVERYWHERE);
        forgetInAnswersToOthers(actor.accountId(), name);
        forgetInMailsToOthers(name);
        for (String statement : List.of(
                "DELETE FROM written_text WHERE author_id = ?",
                "DELETE FROM idempotent_request WHERE owner = ?",
                "DELETE FROM outgoing_mail WHERE account_id = ?",
                "DELETE FROM emailed_token WHERE account_id = ?",
                "DELETE FROM account_session WHERE account_id = ?",
                "DELETE FROM linked_sign_in WHERE account_id = ?",
                "DELETE FROM account WHERE id = ?")) {
            jdbc.sql(statement).param(actor.accountId()).update();
        }
    }

    /** Answers that are kept for others, should they ask again, say null where they said the name or a text. */
    private void forgetInAnswersToOthers(UUID accountId, String name) {
        record Kept(UUID owner, String key, String body) {}
        jdbc.sql("SELECT owner, key, body FROM idempotent_request WHERE position(? IN body) > 0")
                .param(accountId.toString())
                .query(Kept.class)
                .list()
                .forEach(kept -> {
                    JsonNode body = json.readTree(kept.body());
                    Set<String> theirs = theirs(accountId, name, strings(body));
                    jdbc.sql("UPDATE idempotent_request SET body = ? WHERE owner = ? AND key = ?")
                            .params(json.writeValueAsString(without(body, theirs)), kept.owner(), kept.key())
                            .update();
                });
    }

    private Set<String> theirs(UUID accountId, String name, Set<String> strings) {
        return jdbc.sql("""
                SELECT string FROM unnest(:strings) string
                WHERE string = :name OR EXISTS (
                    SELECT FROM written_text
                    WHERE author_id = :author AND (string IN (title, body, category) OR string = ANY (tags)))""")
                .param("strings", strings.toArray(String[]::new))
                .param("name", name)
                .param("author", accountId)
                .query(String.class)
                .set();
    }

    private static Set<String> strings(JsonNode node) {
        return node.isString()
                ? Set.of(node.stringValue())
                : node.valueStream().flatMap(child -> strings(child).stream()).collect(Collectors.toSet());
    }

    private static JsonNode without(JsonNode node, Set<String> strings) {
        if (node.isString() && strings.contains(node.stringValue())) {
            return NullNode.getInstance();
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(without(field.getValue(), strings)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, without(array.get(i), strings));
            }
        }
        return node;
    }

    /** Mails that wait are written again, without the name. */
    private void forgetInMailsToOthers(String name) {
        jdbc.sql("UPDATE outgoing_mail SET content = NULL WHERE position(? IN content) > 0")
                .param(name)
                .update();
    }
}
