package io.skillsphere.web.booking;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.web.identity.CurrentActor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Bookings for people's calendars. */
@Tag(name = "Bookings")
@RestController
class CalendarController {

    private final VisibleBookings bookings;
    private final BookingPresenter presenter;
    private final BookingCalendar calendar;

    CalendarController(VisibleBookings bookings, BookingPresenter presenter, BookingCalendar calendar) {
        this.bookings = bookings;
        this.presenter = presenter;
        this.calendar = calendar;
    }

    @Operation(
            summary = "A booking as a file for a calendar (iCalendar)",
            description = "It moves what an earlier file of the same booking put into a calendar, and takes it away "
                    + "(METHOD:CANCEL) once the session is off.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "text/calendar", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "304", description = "It is as the ETag in If-None-Match says", content = @Content)
    @GetMapping("/api/bookings/{id}/calendar.ics")
    ResponseEntity<byte[]> calendar(@CurrentActor Actor actor, @PathVariable UUID id) {
        BookingView booking = bookings.find(actor, id);
        BookingCalendar.File file =
                calendar.of(presenter.present(List.of(booking)).get(0));
        return ResponseEntity.ok()
                // Not the version: the file names people, and their names change without it.
                .eTag(DigestUtils.md5DigestAsHex(file.content()))
                .header(HttpHeaders.CONTENT_TYPE, file.type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("booking.ics")
                                .build()
                                .toString())
                .body(file.content());
    }
}
