package io.skillsphere.web.authorisation;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import io.skillsphere.web.ApiClient;
import io.skillsphere.web.ApiClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The people who call, and the things that they call about. Both are made once and used until a call has changed something: then
 * they are made anew.
 */
final class Things {

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private final ApiClient anonymous;
    private final ApiClient admin;
    private final JdbcClient jdbc;
    private final Map<Caller, ApiClient> callers = new EnumMap<>(Caller.class);
    private final Map<String, String> made = new HashMap<>();
    private final AtomicInteger days = new AtomicInteger(1);
    private ApiClient otherLearner;
    private ApiClient otherMentor;

    /** How to make each, named as in the table, for somebody who calls; "own" means that it is theirs. */
    private final Map<String, BiFunction<Caller, ApiClient, String>> makers = Map.ofEntries(
            entry("unknown", (caller, me) -> UNKNOWN),
            entry("own account", (caller, me) -> me.accountId().toString()),
            entry("foreign account", (caller, me) -> otherLearner().accountId().toString()),
            entry("own skill", (caller, me) -> me.publishSkill(1)),
            entry("foreign skill", (caller, me) -> otherMentor().publishSkill(1)),
            entry("own booking", this::ownBooking),
            entry("own confirmed booking", (caller, me) -> confirmed(ownBooking(caller, me))),
            entry("own settled booking", (caller, me) -> settled(ownBooking(caller, me))),
            entry("foreign booking", (caller, me) -> foreignBooking()),
            entry("foreign confirmed booking", (caller, me) -> confirmed(foreignBooking())),
            entry("foreign settled booking", (caller, me) -> settled(foreignBooking())),
            entry("own message", (caller, me) -> message(ownBooking(caller, me), me)),
            entry("foreign message", (caller, me) -> foreignMessage()),
            entry("own notification", (caller, me) -> {
                confirmed(ownBooking(caller, me));
                return notificationOf(me);
            }),
            entry("foreign notification", (caller, me) -> {
                confirmed(foreignBooking());
                return notificationOf(otherLearner());
            }),
            entry("own transfer", (caller, me) -> transfer(me, otherLearner())),
            entry("foreign transfer", (caller, me) -> transfer(otherMentor(), otherLearner())),
            entry("foreign availability", (caller, me) -> availability()),
            entry("a dead letter", (caller, me) -> deadLetter()),
            entry("a dead mail", (caller, me) -> deadMail()),
            entry("a checkpoint", (caller, me) -> checkpoint()),
            entry("a provider", (caller, me) -> "google"),
            entry("a projection", (caller, me) -> "skills"),
            entry("a rebuild", (caller, me) -> begin("/api/admin/projections/reviews/rebuild", "state")),
            entry("a replay", (caller, me) -> begin("/api/audit/replays", "state")),
            entry("liveness", (caller, me) -> "liveness"));

    private final Map<String, ApiClient> learnerOf = new HashMap<>();
    private final Map<String, ApiClient> mentorOf = new HashMap<>();

    Things(ApiClient anonymous, ApiClient admin, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.anonymous = anonymous;
        this.admin = admin;
    }

    /** Whether the table may name it. */
    boolean knows(String thing) {
        return thing.isEmpty() || makers.containsKey(thing);
    }

    /** Somebody with this role, signed in unless anonymous. */
    ApiClient caller(Caller caller) {
        return callers.computeIfAbsent(caller, role -> switch (role) {
            case ANONYMOUS -> anonymous;
            case LEARNER, MENTOR -> rich(anonymous.register(role.name()));
            case ADMIN, AUDITOR -> given(role);
        });
    }

    /** The thing's id; of a pattern with several variables, their values with blanks between. */
    String make(String thing, Caller caller) {
        return thing.isEmpty()
                ? ""
                : made.computeIfAbsent(
                        thing + " of " + caller, key -> makers.get(thing).apply(caller, caller(caller)));
    }

    /** After a call that has changed something: the next one finds everything as new. */
    void forgetAll() {
        made.clear();
    }

    /** After a call that may have ended the session of who called or of whom it was about. */
    void forget(Caller caller) {
        callers.remove(caller);
        otherLearner = null;
    }

    ApiClient otherLearner() {
        if (otherLearner == null) {
            otherLearner = rich(anonymous.register("LEARNER"));
        }
        return otherLearner;
    }

    private ApiClient otherMentor() {
        if (otherMentor == null) {
            otherMentor = rich(anonymous.register("MENTOR"));
        }
        return otherMentor;
    }

    private ApiClient given(Caller role) {
        ApiClient somebody = anonymous.register("LEARNER");
        admin.put("/api/admin/accounts/" + somebody.accountId() + "/role", Map.of("role", role), Map.of())
                .expect(200);
        return somebody.signInAgain();
    }

    private ApiClient rich(ApiClient person) {
        admin.post(
                        "/api/transactions",
                        Map.of("type", "ISSUE", "to", person.accountId(), "amount", 1000, "reason", "to try things"))
                .expect(201);
        return person;
    }

    /** As its mentor where the caller is one, else as its learner. */
    private String ownBooking(Caller caller, ApiClient me) {
        return caller == Caller.MENTOR ? booking(otherLearner(), me) : booking(me, otherMentor());
    }

    private String foreignBooking() {
        return booking(otherLearner(), otherMentor());
    }

    private String booking(ApiClient learner, ApiClient mentor) {
        String id = learner.book(mentor.publishSkill(1), days.getAndIncrement())
                .expect(201)
                .text("id");
        learnerOf.put(id, learner);
        mentorOf.put(id, mentor);
        return id;
    }

    private String confirmed(String bookingId) {
        mentorOf.get(bookingId).post("/api/bookings/" + bookingId + "/confirm").expect(200);
        return bookingId;
    }

    private String settled(String bookingId) {
        learnerOf
                .get(confirmed(bookingId))
                .post("/api/bookings/" + bookingId + "/complete")
                .expect(200);
        return bookingId;
    }

    /** The booking, and the message that somebody has sent about it. */
    private static String message(String bookingId, ApiClient sender) {
        return bookingId + " "
                + sender.post("/api/chat/conversations/" + bookingId + "/messages", Map.of("text", "Hello!"))
                        .expect(201)
                        .text("id");
    }

    private String foreignMessage() {
        String bookingId = foreignBooking();
        return message(bookingId, learnerOf.get(bookingId));
    }

    private static String notificationOf(ApiClient person) {
        return await().until(
                        () -> person.get("/api/notifications?unread=true")
                                .body()
                                .at("/items/0/id"),
                        id -> !id.isMissingNode())
                .asText();
    }

    private static String transfer(ApiClient from, ApiClient to) {
        return from.post("/api/transactions", Map.of("type", "TRANSFER", "to", to.accountId(), "amount", 1))
                .expect(201)
                .text("id");
    }

    /** Of somebody who is nobody's mentor else. */
    private String availability() {
        ApiClient mentor = anonymous.register("MENTOR");
        mentor.put(
                        "/api/mentors/" + mentor.accountId() + "/availability",
                        Map.of("zone", "Europe/Berlin", "weekly", List.of()),
                        Map.of())
                .expect(200);
        return mentor.accountId().toString();
    }

    private String deadLetter() {
        jdbc.sql("ALTER TABLE notification_view ADD CONSTRAINT poison CHECK (account_id <> '%s') NOT VALID"
                        .formatted(otherMentor().accountId()))
                .update();
        try {
            foreignBooking();
            return await().until(
                            () -> admin.get("/api/admin/dead-letters").body().at("/items/0/id"),
                            id -> !id.isMissingNode())
                    .asText();
        } finally {
            jdbc.sql("ALTER TABLE notification_view DROP CONSTRAINT poison").update();
        }
    }

    private String deadMail() {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO outgoing_mail (id, kind, due_at, state) VALUES (?, 'notification', now(), 'DEAD')")
                .param(id)
                .update();
        return id.toString();
    }

    /** By the number of events that it is over. */
    private String checkpoint() {
        admin.get("/api/audit/bundle").expect(200);
        return admin.get("/api/audit/checkpoints?limit=1")
                .expect(200)
                .body()
                .at("/items/0/count")
                .asText();
    }

    /** Once it is done: there can be one at a time. */
    private String begin(String path, String state) {
        Answer begun = await().atMost(Duration.ofMinutes(1))
                .until(() -> admin.post(path), answer -> answer.status() != 409)
                .expect(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> admin.get(location).expect(200).text(state).equals("DONE"));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** A text with what stands for the thing, the caller and for something new put into it. */
    String fill(String text, String thingId, Caller caller) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        ApiClient me = caller(caller).accountId() == null ? otherLearner() : caller(caller);
        return text.replace("$id", thingId)
                .replace("$email", me.email())
                .replace("$password", ApiClient.PASSWORD)
                .replace("$refreshToken", me.refreshToken())
                .replace(
                        "$later",
                        Instant.now()
                                .truncatedTo(ChronoUnit.HOURS)
                                .plus(days.getAndIncrement(), ChronoUnit.DAYS)
                                .toString())
                .replace("$new", UUID.randomUUID().toString());
    }
}
