package io.skillsphere.command.slot;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Booked slots for tests of what uses them. */
public class SlotsInMemory implements BookedSlots {

    private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();

    @Override
    public void take(UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt, Duration buffer) {
        if (!slots.containsKey(bookingId)) {
            move(bookingId, learnerId, mentorId, startsAt, endsAt, buffer);
        }
    }

    @Override
    public synchronized void move(
            UUID bookingId, UUID learnerId, UUID mentorId, Instant startsAt, Instant endsAt, Duration buffer) {
        Slot wanted = new Slot(Set.of(learnerId, mentorId), startsAt, endsAt.plus(buffer));
        boolean taken = slots.entrySet().stream()
                .anyMatch(other ->
                        !other.getKey().equals(bookingId) && other.getValue().overlaps(wanted));
        if (taken) {
            throw new CommandRejectedException(RejectionCode.SLOT_TAKEN, "There is another session at that time.");
        }
        slots.put(bookingId, wanted);
    }

    @Override
    public void release(UUID bookingId) {
        slots.remove(bookingId);
    }

    /** The bookings that have a slot. */
    public Set<UUID> bookingIds() {
        return slots.keySet();
    }

    private record Slot(Set<UUID> people, Instant begins, Instant ends) {

        boolean overlaps(Slot other) {
            return people.stream().anyMatch(other.people::contains)
                    && begins.isBefore(other.ends)
                    && other.begins.isBefore(ends);
        }
    }
}
