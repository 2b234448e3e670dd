package io.skillsphere.web.availability;

import io.skillsphere.api.availability.AvailabilityView;
import io.skillsphere.api.availability.Timetable;
import java.util.List;
import java.util.UUID;

/** When a mentor takes sessions, as clients see it. */
public record AvailabilityResource(
        UUID mentorId,
        String zone,
        List<WeeklyBody> weekly,
        List<OverrideBody> overrides,
        int bufferMinutes,
        int minimumNoticeMinutes,
        int horizonDays,
        long version) {

    /** The availabilities in the given order. */
    public static List<AvailabilityResource> of(List<AvailabilityView> views) {
        return views.stream().map(AvailabilityResource::of).toList();
    }

    static AvailabilityResource of(AvailabilityView view) {
        Timetable timetable = view.timetable();
        return new AvailabilityResource(
                view.mentorId(),
                timetable.zone().getId(),
                timetable.weekly().stream().map(WeeklyBody::of).toList(),
                timetable.overrides().stream().map(OverrideBody::of).toList(),
                timetable.bufferMinutes(),
                timetable.minimumNoticeMinutes(),
                timetable.horizonDays(),
                view.version());
    }
}
