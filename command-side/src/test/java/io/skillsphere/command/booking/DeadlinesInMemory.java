package io.skillsphere.command.booking;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Deadlines that a test reads, or makes pass. */
public final class DeadlinesInMemory implements Deadlines {

    private final Map<UUID, Set<Instant>> looks = new ConcurrentHashMap<>();

    @Override
    public void lookAt(UUID bookingId, Instant when) {
        looks.computeIfAbsent(bookingId, id -> new ConcurrentSkipListSet<>()).add(when);
    }

    /** When somebody looks at the booking. */
    public Set<Instant> of(UUID bookingId) {
        return new TreeSet<>(looks.getOrDefault(bookingId, Set.of()));
    }

    /** The bookings that somebody looks at by then; nobody does again. */
    public Set<UUID> takeDue(Instant now) {
        Set<UUID> due = ConcurrentHashMap.newKeySet();
        looks.forEach((bookingId, times) -> {
            if (times.removeIf(time -> !time.isAfter(now))) {
                due.add(bookingId);
            }
        });
        return due;
    }
}
