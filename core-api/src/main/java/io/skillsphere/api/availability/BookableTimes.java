package io.skillsphere.api.availability;

import io.skillsphere.api.rejection.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When sessions of one length can start by a timetable, whoever else is booked then.
 *
 * <p>A window holds exactly the instants at which the clock in the timetable's zone shows a time in it: an hour that is
 * skipped is in no window, an hour that comes twice is in its window twice. Starts are every {@link #STEP} from the beginning
 * of each window. A session must lie in windows as a whole, and may run on from one into another that begins where the first
 * ends, over midnight too.
 *
 * <p>Behaviour in the published language, since both sides must come to the same answer: see ADR 9.
 */
public final class BookableTimes {

    /** The distance of two starts. */
    public static final Duration STEP = Duration.ofMinutes(15);

    /** No zone's clock was ever further from UTC. */
    private static final Duration LARGEST_OFFSET = Duration.ofHours(18);

    private final Timetable timetable;
    private final ZoneRules rules;
    private final Map<LocalDate, List<TimeWindow>> overrides;
    private final Duration length;

    public BookableTimes(Timetable timetable, Duration length) {
        this.timetable = timetable;
        this.rules = timetable.zone().getRules();
        this.overrides = timetable.overrides().stream()
                .collect(Collectors.toMap(DateOverride::date, DateOverride::windows, (first, second) -> second));
        this.length = length;
    }

    /** Why a session can't start then if it is asked for now; empty where it can. */
    public Optional<RejectionCode> refusal(Instant start, Instant now) {
        if (!start.isAfter(now)) {
            return Optional.of(RejectionCode.STARTS_IN_PAST);
        }
        if (start.isBefore(earliest(now))) {
            return Optional.of(RejectionCode.NOTICE_TOO_SHORT);
        }
        if (start.isAfter(latest(now))) {
            return Optional.of(RejectionCode.BEYOND_HORIZON);
        }
        List<Span> spans = spansAround(start, start);
        if (spans.stream().noneMatch(span -> span.holds(start, length))) {
            return Optional.of(RejectionCode.OUTSIDE_AVAILABILITY);
        }
        return starts(spans, start, start).anyMatch(start::equals)
                ? Optional.empty()
                : Optional.of(RejectionCode.NOT_ON_SLOT);
    }

    /** The starts that would not be refused now, in order; {@code to} is excluded. */
    public List<Instant> starts(Instant from, Instant to, Instant now) {
        Instant first = Stream.of(from, earliest(now), now.plusNanos(1))
                .max(Comparator.naturalOrder())
                .get();
        Instant last = Stream.of(to.minusNanos(1), latest(now))
                .min(Comparator.naturalOrder())
                .get();
        if (last.isBefore(first)) {
            return List.of();
        }
        return starts(spansAround(first, last), first, last).toList();
    }

    private Instant earliest(Instant now) {
        return now.plus(Duration.ofMinutes(timetable.minimumNoticeMinutes()));
    }

    private Instant latest(Instant now) {
        return now.plus(Duration.ofDays(timetable.horizonDays()));
    }

    private Stream<Instant> starts(List<Span> spans, Instant first, Instant last) {
        return spans.stream()
                .flatMap(span -> span.starts(first, last).filter(start -> span.holds(start, length)))
                .distinct()
                .sorted();
    }

    /** The windows as stretches of time, as far as they matter to sessions that start from first to last. */
    private List<Span> spansAround(Instant first, Instant last) {
        LocalDate begin = LocalDate.ofInstant(first.minus(LARGEST_OFFSET), ZoneOffset.UTC);
        LocalDate end = LocalDate.ofInstant(last.plus(length).plus(LARGEST_OFFSET), ZoneOffset.UTC);
        List<Span> spans = begin.datesUntil(end.plusDays(1))
                .flatMap(this::spansOf)
                .sorted(Comparator.comparing(Span::begin).thenComparing(Span::end))
                .toList();
        return withWhereTheyRunOnTo(spans);
    }

    private Stream<Span> spansOf(LocalDate date) {
        List<TimeWindow> windows = overrides.getOrDefault(
                date,
                timetable.weekly().stream()
                        .filter(weekly -> weekly.day() == date.getDayOfWeek())
                        .map(WeeklyWindow::window)
                        .toList());
        return windows.stream().flatMap(window -> spansOf(date, window));
    }

    /** One span for each offset that the zone has around that time, cut to the time in which it has that offset. */
    private Stream<Span> spansOf(LocalDate date, TimeWindow window) {
        LocalDateTime from = date.atTime(window.from());
        LocalDateTime to =
                window.to().toSecondOfDay() == 0 ? date.plusDays(1).atStartOfDay() : date.atTime(window.to());
        Instant begin = from.toInstant(ZoneOffset.UTC).minus(LARGEST_OFFSET);
        Instant end = to.toInstant(ZoneOffset.UTC).plus(LARGEST_OFFSET);
        List<Span> spans = new ArrayList<>();
        while (begin.isBefore(end)) {
            ZoneOffset offset = rules.getOffset(begin);
            ZoneOffsetTransition change = rules.nextTransition(begin);
            Instant until = change == null || change.getInstant().isAfter(end) ? end : change.getInstant();
            spans.add(new Span(later(begin, from.toInstant(offset)), earlier(until, to.toInstant(offset)), null));
            begin = until;
        }
        return spans.stream().filter(span -> span.begin().isBefore(span.end()));
    }

    private static List<Span> withWhereTheyRunOnTo(List<Span> spans) {
        Span[] connected = spans.toArray(Span[]::new);
        for (int i = connected.length - 1; i >= 0; i--) {
            boolean runsOn =
                    i + 1 < connected.length && !connected[i + 1].begin().isAfter(connected[i].end());
            Instant own = connected[i].end();
            connected[i] = new Span(connected[i].begin(), own, runsOn ? later(own, connected[i + 1].freeUntil()) : own);
        }
        return List.of(connected);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** A window, or a part of one, in time; {@code freeUntil} is where the last of those ends that it runs on into. */
    private record Span(Instant begin, Instant end, Instant freeUntil) {

        boolean holds(Instant start, Duration length) {
            return !start.isBefore(begin)
                    && start.isBefore(end)
                    && !start.plus(length).isAfter(freeUntil);
        }

        Stream<Instant> starts(Instant first, Instant last) {
            long skipped = begin.isBefore(first)
                    ? Duration.between(begin, first).plus(STEP).minusNanos(1).dividedBy(STEP)
                    : 0;
            Instant end = earlier(this.end, last.plusNanos(1));
            return Stream.iterate(
                    begin.plus(STEP.multipliedBy(skipped)), start -> start.isBefore(end), start -> start.plus(STEP));
        }
    }
}
