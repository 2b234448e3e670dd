package io.skillsphere.query.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The rules that tokens keep, event by event. It reads the log as it is stored and shares nothing with the code that decides
 * or projects, so that a mistake there is seen here.
 *
 * <p>A hold must be open from the moment that its booking is PENDING until the booking ends; it is resolved after that, once,
 * and pays what the end said. What it remembers grows with wallets, aggregates and what is under way, not with the log.
 */
final class TokenRules {

    /** How a booking ends, and where its event says what is due to the mentor; null where nothing is. */
    private static final Map<String, String> ENDINGS = new HashMap<>();

    static {
        ENDINGS.put("BookingRejected", null);
        ENDINGS.put("BookingDeclined", null);
        ENDINGS.put("BookingExpired", null);
        ENDINGS.put("BookingCancelled", "feeTokens");
        ENDINGS.put("BookingCompleted", "mentorTokens");
        ENDINGS.put("BookingNoShow", "mentorTokens");
        ENDINGS.put("BookingResolved", "mentorTokens");
    }

    /** What a booking does only while its price is held. */
    private static final Set<String> WHILE_HELD =
            Set.of("BookingHeld", "BookingConfirmed", "BookingDelivered", "BookingDisputed", "RescheduleAccepted");

    private final Map<String, Long> lastSequences = new HashMap<>();
    private final Map<UUID, Wallet> wallets = new HashMap<>();
    private final Map<UUID, Booking> bookings = new HashMap<>();
    private final Map<UUID, Hold> holds = new LinkedHashMap<>();
    private final Map<UUID, InvariantReport.InTransit> inTransit = new LinkedHashMap<>();
    private long issued;
    private long redeemed;
    private long out;

    private static final class Wallet {
        private long available;
        private long held;
    }

    private static final class Booking {
        private final UUID learnerId;
        private final UUID mentorId;
        private final long price;
        private Ending ending;

        Booking(UUID learnerId, UUID mentorId, long price) {
            this.learnerId = learnerId;
            this.mentorId = mentorId;
            this.price = price;
        }
    }

    private record Ending(String how, long due, long position, Instant at) {}

    private record Hold(UUID walletId, UUID bookingId, long amount) {}

    /** The next event. */
    record Event(
            long position,
            String aggregateId,
            String aggregateType,
            long sequence,
            String name,
            Instant at,
            JsonNode payload) {

        UUID id(String field) {
            try {
                return UUID.fromString(payload.path(field).asText());
            } catch (IllegalArgumentException e) {
                throw new BrokenInvariantException("%s has no %s", name, field);
            }
        }

        long tokens(String field) {
            JsonNode value = payload.path(field);
            if (!value.isIntegralNumber() || value.asLong() < 0) {
                throw new BrokenInvariantException("%s has no amount of tokens in %s, but %s", name, field, value);
            }
            return value.asLong();
        }
    }

    /** Takes the next event; throws a {@link BrokenInvariantException} where a rule is not kept. */
    void apply(Event event) {
        long last = lastSequences.getOrDefault(event.aggregateId, -1L);
        if (event.sequence != last + 1) {
            throw new BrokenInvariantException(
                    "%s %s goes on with its event %d after %d",
                    event.aggregateType, event.aggregateId, event.sequence, last);
        }
        lastSequences.put(event.aggregateId, event.sequence);
        switch (event.name) {
            case "TokensIssued" -> {
                change(event, event.tokens("amount"), 0);
                issued += event.tokens("amount");
            }
            case "TokensRedeemed" -> {
                change(event, -event.tokens("amount"), 0);
                redeemed += event.tokens("amount");
            }
            case "TokensSent" -> {
                change(event, -event.tokens("amount"), 0);
                send(event, event.tokens("amount"));
            }
            case "TokensReceived" -> receive(event);
            case "HoldPlaced" -> place(event);
            case "HoldReleased" -> release(event);
            case "HoldCaptured" -> capture(event);
            case "BookingRequested" ->
                bookings.put(
                        event.id("bookingId"),
                        new Booking(event.id("learnerId"), event.id("mentorId"), event.tokens("priceTokens")));
            case "BookingSettled" -> settle(event);
            default -> follow(event);
        }
        if (issued - redeemed != out) {
            throw new BrokenInvariantException(
                    "%d tokens were issued and %d redeemed, and %d are out", issued, redeemed, out);
        }
    }

    private void change(Event event, long available, long held) {
        Wallet wallet = wallets.computeIfAbsent(event.id("walletId"), id -> new Wallet());
        wallet.available += available;
        wallet.held += held;
        out += available + held;
        if (wallet.available < 0 || wallet.held < 0) {
            throw new BrokenInvariantException(
                    "wallet %s has %d tokens available and %d held",
                    event.id("walletId"), wallet.available, wallet.held);
        }
    }

    private void send(Event event, long tokens) {
        UUID transferId = event.id("transferId");
        out += tokens;
        InvariantReport.InTransit sent = new InvariantReport.InTransit(
                transferId, event.id("walletId"), event.id("payeeId"), tokens, event.position, event.at);
        if (inTransit.put(transferId, sent) != null) {
            throw new BrokenInvariantException("transfer %s leaves a wallet twice", transferId);
        }
    }

    private void receive(Event event) {
        UUID transferId = event.id("transferId");
        InvariantReport.InTransit sent = inTransit.remove(transferId);
        if (sent == null) {
            throw new BrokenInvariantException("transfer %s reaches a wallet and has left none", transferId);
        }
        if (sent.amount() != event.tokens("amount")
                || !sent.to().equals(event.id("walletId"))
                || !sent.from().equals(event.id("payerId"))) {
            throw new BrokenInvariantException(
                    "transfer %s left wallet %s for %s with %d tokens, and %d reach %s from %s",
                    transferId,
                    sent.from(),
                    sent.to(),
                    sent.amount(),
                    event.tokens("amount"),
                    event.id("walletId"),
                    event.id("payerId"));
        }
        out -= sent.amount();
        change(event, sent.amount(), 0);
    }

    private void place(Event event) {
        UUID holdId = event.id("holdId");
        long tokens = event.tokens("amount");
        Booking booking = bookings.get(event.id("bookingId"));
        if (booking == null) {
            throw new BrokenInvariantException("hold %s is for a booking that is not open", holdId);
        }
        if (!booking.learnerId.equals(event.id("walletId")) || booking.price != tokens) {
            throw new BrokenInvariantException(
                    "hold %s takes %d tokens of %s for a booking of %s at %d",
                    holdId, tokens, event.id("walletId"), booking.learnerId, booking.price);
        }
        if (holds.put(holdId, new Hold(event.id("walletId"), event.id("bookingId"), tokens)) != null) {
            throw new BrokenInvariantException("hold %s is placed twice", holdId);
        }
        change(event, -tokens, tokens);
    }

    private void release(Event event) {
        Hold hold = resolve(event);
        Ending ending = bookings.remove(hold.bookingId).ending;
        if (event.tokens("amount") != hold.amount || ending.due != 0) {
            throw new BrokenInvariantException(
                    "hold %s of %d tokens gives %d back, and %d are due to the mentor",
                    event.id("holdId"), hold.amount, event.tokens("amount"), ending.due);
        }
        change(event, hold.amount, -hold.amount);
    }

    private void capture(Event event) {
        Hold hold = resolve(event);
        Booking booking = bookings.remove(hold.bookingId);
        long captured = event.tokens("captured");
        long released = event.tokens("released");
        if (captured + released != hold.amount
                || captured != booking.ending.due
                || !booking.mentorId.equals(event.id("payeeId"))) {
            throw new BrokenInvariantException(
                    "hold %s of %d tokens pays %d to %s and gives %d back, and %d are due to %s",
                    event.id("holdId"),
                    hold.amount,
                    captured,
                    event.id("payeeId"),
                    released,
                    booking.ending.due,
                    booking.mentorId);
        }
        change(event, released, -hold.amount);
        if (captured > 0) {
            send(event, captured);
        }
    }

    private Hold resolve(Event event) {
        UUID holdId = event.id("holdId");
        Hold hold = holds.remove(holdId);
        if (hold == null || !hold.walletId.equals(event.id("walletId"))) {
            throw new BrokenInvariantException("hold %s is resolved and is not open", holdId);
        }
        if (bookings.get(hold.bookingId).ending == null) {
            throw new BrokenInvariantException("hold %s is resolved before its booking has ended", holdId);
        }
        return hold;
    }

    private void settle(Event event) {
        UUID bookingId = event.id("bookingId");
        if (inTransit.containsKey(bookingId) || holds.containsKey(bookingId)) {
            throw new BrokenInvariantException("booking %s is settled before its tokens have arrived", bookingId);
        }
    }

    private void follow(Event event) {
        if (WHILE_HELD.contains(event.name) && !holds.containsKey(event.id("bookingId"))) {
            throw new BrokenInvariantException(
                    "%s of booking %s, whose price is not held", event.name, event.id("bookingId"));
        }
        if (ENDINGS.containsKey(event.name)) {
            Booking booking = bookings.get(event.id("bookingId"));
            if (booking == null || booking.ending != null) {
                throw new BrokenInvariantException("booking %s ends twice", event.id("bookingId"));
            }
            String due = ENDINGS.get(event.name);
            booking.ending = new Ending(event.name, due == null ? 0 : event.tokens(due), event.position, event.at);
        }
    }

    /** How things stand after the events so far. */
    InvariantReport report(long position, long events, long millis, String broken) {
        List<InvariantReport.Waiting> waiting = holds.entrySet().stream()
                .filter(hold -> bookings.get(hold.getValue().bookingId).ending != null)
                .map(hold -> {
                    Ending ending = bookings.get(hold.getValue().bookingId).ending;
                    return new InvariantReport.Waiting(
                            hold.getKey(), hold.getValue().amount, ending.position, ending.at);
                })
                .toList();
        return new InvariantReport(
                position,
                events,
                millis,
                broken,
                issued,
                redeemed,
                wallets.size(),
                holds.size(),
                waiting,
                List.copyOf(inTransit.values()));
    }
}
