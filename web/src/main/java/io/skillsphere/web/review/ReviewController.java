package io.skillsphere.web.review;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.review.FindReviews;
import io.skillsphere.api.review.ReviewId;
import io.skillsphere.api.review.ReviewPage;
import io.skillsphere.api.review.ReviewView;
import io.skillsphere.api.review.WriteReview;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.booking.VisibleBookings;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.Refuses;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people say of their sessions. */
@Tag(name = "Reviews")
@RestController
class ReviewController {

    /** Each side says it once. */
    private static final int MOST_OF_A_BOOKING = 2;

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final VisibleBookings bookings;
    private final ReviewPresenter presenter;

    ReviewController(
            Commands commands,
            QueryGateway queries,
            ReadSide readSide,
            VisibleBookings bookings,
            ReviewPresenter presenter) {
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.bookings = bookings;
        this.presenter = presenter;
    }

    @Operation(
            summary = "Say how a settled session was",
            description = "By its learner and its mentor, once each. What learners give makes the mentor's rating.")
    @PostMapping("/api/bookings/{id}/reviews")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({RejectionCode.BOOKING_STATE, RejectionCode.ALREADY_EXISTS})
    CompletableFuture<ResponseEntity<ReviewResource>> write(
            @CurrentActor Actor actor, @PathVariable UUID id, @Valid @RequestBody ReviewBody body) {
        UUID reviewId = UUID.randomUUID();
        URI location = URI.create("/api/bookings/%s/reviews".formatted(id));
        return commands.send(new WriteReview(
                        new ReviewId(id, actor.accountId()), reviewId, body.rating(), WrittenText.note(body.text())))
                .thenCompose(version -> readSide.await(() -> ofBooking(id).stream()
                        .filter(review -> review.id().equals(reviewId))
                        .findFirst()))
                .thenApply(found -> found.map(review -> ResponseEntity.created(location)
                                .body(presenter.present(List.of(review)).get(0)))
                        .orElseGet(() ->
                                ResponseEntity.accepted().location(location).build()));
    }

    @Operation(summary = "What the two people of a booking say of it")
    @GetMapping("/api/bookings/{id}/reviews")
    Page<ReviewResource> ofBooking(@CurrentActor Actor actor, @PathVariable UUID id) {
        bookings.find(actor, id);
        return new Page<>(presenter.present(ofBooking(id)), null);
    }

    @Operation(summary = "What learners say of a mentor, newest first; public, and without names")
    @GetMapping("/api/mentors/{id}/reviews")
    ResponseEntity<Page<PublicReview>> ofMentor(
            @PathVariable UUID id,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        ReviewPage page = queries.query(
                        new FindReviews(null, id, BookingSide.LEARNER, null, Cursor.beforeOf(cursor), limit),
                        ReviewPage.class)
                .join();
        return Pages.of(presenter.presentToEverybody(page.items()), page.next());
    }

    private List<ReviewView> ofBooking(UUID bookingId) {
        return queries.query(new FindReviews(bookingId, null, null, null, null, MOST_OF_A_BOOKING), ReviewPage.class)
                .join()
                .items();
    }
}
