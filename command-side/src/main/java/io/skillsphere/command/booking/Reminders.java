package io.skillsphere.command.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When the people of a confirmed session are reminded of it: a day and an hour before, and of what is nearer than that when it is
 * agreed on they are not.
 */
record Reminders(Instant startsAt, Instant agreedAt, Set<Long> sent) {

    /** In hours, the shortest first. */
    private static final List<Long> LEADS = List.of(1L, 24L);

    static Reminders of(Instant startsAt, Instant agreedAt) {
        return new Reminders(startsAt, agreedAt, Set.of());
    }

    /** When to look whether one is due. */
    Stream<Instant> times() {
        return LEADS.stream().map(this::at).filter(agreedAt::isBefore);
    }

    /** How many hours before the start the reminder is that is due now; one that was missed by a day is not caught up on. */
    OptionalLong due(Instant now) {
        if (!now.isBefore(startsAt)) {
            return OptionalLong.empty();
        }
        return LEADS.stream()
                .filter(lead -> !now.isBefore(at(lead)))
                .limit(1)
                .filter(lead -> agreedAt.isBefore(at(lead)) && !sent.contains(lead))
                .mapToLong(Long::longValue)
                .findFirst();
    }

    Reminders without(long hoursBefore) {
        Set<Long> more = new HashSet<>(sent);
        more.add(hoursBefore);
        return new Reminders(startsAt, agreedAt, more);
    }

    private Instant at(long lead) {
        return startsAt.minus(Duration.ofHours(lead));
    }
}
