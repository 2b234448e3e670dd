package io.skillsphere.web.booking;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.AcceptReschedule;
import io.skillsphere.api.booking.BookingPage;
import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.DeclineReschedule;
import io.skillsphere.api.booking.DisputeBooking;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.api.booking.FindBookings;
import io.skillsphere.api.booking.ProposeReschedule;
import io.skillsphere.api.booking.QuoteCancellation;
import io.skillsphere.api.booking.ReportNoShow;
import io.skillsphere.api.booking.RequestBooking;
import io.skillsphere.api.booking.ResolveDispute;
import io.skillsphere.api.ledger.FindTransactions;
import io.skillsphere.api.ledger.TransactionPage;
import io.skillsphere.api.ledger.TransactionType;
import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.api.skill.FindSkill;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.EntityVersion;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bookings: asked for by learners, answered by mentors. */
@Tag(name = "Bookings")
@RestController
@RequestMapping("/api/bookings")
class BookingController {

    private static final Set<TransactionType> RESOLUTIONS =
            EnumSet.of(TransactionType.RELEASE, TransactionType.CAPTURE);

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final BookingPresenter presenter;
    private final BookingProperties properties;
    private final AccountDirectory accounts;

    BookingController(
            Commands commands,
            QueryGateway queries,
            ReadSide readSide,
            BookingPresenter presenter,
            BookingProperties properties,
            AccountDirectory accounts) {
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.presenter = presenter;
        this.properties = properties;
        this.accounts = accounts;
    }

    @Operation(summary = "One's own bookings, newest first; ADMIN and AUDITOR see all, or those of an account")
    @GetMapping
    ResponseEntity<Page<BookingResource>> list(
            @CurrentActor Actor actor,
            @RequestParam(name = "as", required = false) BookingSide side,
            @RequestParam(required = false) BookingStatus status,
            @RequestParam(required = false) Instant from,
            @RequestParam(required = false) Instant to,
            @RequestParam(required = false) UUID accountId,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        UUID whose = seesAll(actor) ? accountId : actor.accountId();
        BookingPage page = queries.query(
                        new FindBookings(whose, side, status, from, to, Cursor.beforeOf(cursor), limit),
                        BookingPage.class)
                .join();
        return Pages.of(presenter.present(page.items()), page.next());
    }

    @Operation(summary = "One booking")
    @GetMapping("/{id}")
    ResponseEntity<BookingResource> get(@CurrentActor Actor actor, @PathVariable UUID id) {
        BookingView booking = find(id).filter(found -> seesAll(actor)
                        || found.learnerId().equals(actor.accountId())
                        || found.mentorId().equals(actor.accountId()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such booking of yours."));
        return EntityVersion.tagged(ResponseEntity.ok(), booking.version(), present(booking));
    }

    /** Answered once the tokens are held, or with the reason why they could not be. */
    @Operation(summary = "Ask for a session; the answer comes once the tokens are held")
    @PostMapping
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses(
            value = {
                RejectionCode.NOT_FOUND,
                RejectionCode.SKILL_RETIRED,
                RejectionCode.OWN_SKILL,
                RejectionCode.STARTS_IN_PAST,
                RejectionCode.OUTSIDE_AVAILABILITY,
                RejectionCode.NOT_ON_SLOT,
                RejectionCode.NOTICE_TOO_SHORT,
                RejectionCode.BEYOND_HORIZON,
                RejectionCode.SLOT_TAKEN,
                RejectionCode.INSUFFICIENT_TOKENS,
                RejectionCode.WALLET_FROZEN
            },
            also = ProblemCode.MENTOR_UNAVAILABLE)
    CompletableFuture<ResponseEntity<BookingResource>> request(
            @CurrentActor Actor actor, @NewId UUID id, @Valid @RequestBody BookingBody body) {
        requireMentorTakesBookings(body.skillId());
        RequestBooking command = new RequestBooking(
                body.skillId(),
                id,
                actor.accountId(),
                body.startsAt(),
                WrittenText.note(body.note()),
                properties.policy());
        return commands.send(command)
                .thenCompose(version ->
                        answer(id, HttpStatus.CREATED, booking -> booking.status() != BookingStatus.REQUESTED));
    }

    /** Whether there is such a skill, and whether it can be booked, is the command's to say. */
    private void requireMentorTakesBookings(UUID skillId) {
        queries.query(new FindSkill(skillId), ResponseTypes.optionalInstanceOf(SkillView.class))
                .join()
                .filter(skill -> accounts.isSuspended(skill.mentorId()))
                .ifPresent(skill -> {
                    throw new ProblemException(
                            ProblemCode.MENTOR_UNAVAILABLE,
                            "The mentor takes no bookings for now: look for another one.");
                });
    }

    @Operation(summary = "Confirm a booking (its mentor)")
    @PostMapping("/{id}/confirm")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> confirm(@CurrentActor Actor actor, @PathVariable UUID id) {
        return commands.send(new ConfirmBooking(id, actor.accountId())).thenCompose(version -> shown(id, version));
    }

    @Operation(summary = "Decline a booking (its mentor); the tokens are free again")
    @PostMapping("/{id}/decline")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> decline(@CurrentActor Actor actor, @PathVariable UUID id) {
        return commands.send(new DeclineBooking(id, actor.accountId()))
                .thenCompose(version ->
                        answer(id, HttpStatus.OK, booking -> booking.version() >= version && holdIsResolved(id)));
    }

    @Operation(summary = "Call a booking off (either side); its policy decides on a late fee")
    @Parameter(
            name = "dryRun",
            in = ParameterIn.QUERY,
            description = "true: say what it would cost, and cancel nothing",
            schema = @Schema(type = "boolean"))
    @ApiResponse(
            responseCode = "200",
            description = "The booking as it is now, or of a dry run what it would cost",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(oneOf = {BookingResource.class, CancellationQuote.class})))
    @PostMapping("/{id}/cancel")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> cancel(
            @CurrentActor Actor actor,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) CancellationBody body) {
        return cancel(actor, id, body == null ? null : body.reason());
    }

    @Operation(summary = "Call a booking off, as POST .../cancel does")
    @DeleteMapping("/{id}")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> cancel(@CurrentActor Actor actor, @PathVariable UUID id) {
        return cancel(actor, id, (String) null);
    }

    private CompletableFuture<ResponseEntity<BookingResource>> cancel(Actor actor, UUID id, String reason) {
        return commands.send(new CancelBooking(id, actor.accountId(), WrittenText.note(reason)))
                .thenCompose(version ->
                        answer(id, HttpStatus.OK, booking -> booking.version() >= version && holdIsResolved(id)));
    }

    @Hidden // it is described with what it is a dry run of
    @PostMapping(path = "/{id}/cancel", params = "dryRun=true")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<CancellationQuote> quoteCancellation(@CurrentActor Actor actor, @PathVariable UUID id) {
        return commands.send(new QuoteCancellation(id, actor.accountId()))
                .thenApply(fee -> new CancellationQuote(
                        fee, find(id).map(BookingView::priceTokens).orElseThrow() - fee));
    }

    @Operation(
            summary = "Say that a session was given",
            description =
                    "A learner can say so at any time once it is confirmed, and the mentor is paid at once. A mentor can"
                            + " from its end, and is paid when the learner agrees or the dispute window has passed.")
    @PostMapping("/{id}/complete")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> complete(@CurrentActor Actor actor, @PathVariable UUID id) {
        return commands.send(new CompleteBooking(id, actor.accountId()))
                .thenCompose(version -> answer(
                        id,
                        HttpStatus.OK,
                        booking -> booking.version() >= version && booking.status() != BookingStatus.COMPLETED));
    }

    @Operation(summary = "Say that the other side did not come; who missed a session decides who pays")
    @PostMapping("/{id}/no-show")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> noShow(
            @CurrentActor Actor actor, @PathVariable UUID id, @Valid @RequestBody NoShowBody body) {
        return commands.send(new ReportNoShow(id, actor.accountId(), body.who()))
                .thenCompose(version ->
                        answer(id, HttpStatus.OK, booking -> booking.version() >= version && holdIsResolved(id)));
    }

    @Operation(
            summary =
                    "Object to a session that has begun; an administrator decides, and the tokens stay held until then")
    @PostMapping("/{id}/dispute")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> dispute(
            @CurrentActor Actor actor, @PathVariable UUID id, @Valid @RequestBody DisputeBody body) {
        return commands.send(new DisputeBooking(id, actor.accountId(), WrittenText.note(body.statement())))
                .thenCompose(version -> shown(id, version));
    }

    @Operation(summary = "Decide a dispute: so many tokens for the mentor, the rest for the learner")
    @PostMapping("/{id}/resolve")
    @PreAuthorize("hasRole('ADMIN')")
    @Refuses({RejectionCode.BOOKING_STATE, RejectionCode.INSUFFICIENT_TOKENS})
    CompletableFuture<ResponseEntity<BookingResource>> resolve(
            @CurrentActor Actor actor, @PathVariable UUID id, @Valid @RequestBody ResolutionBody body) {
        return commands.send(new ResolveDispute(id, actor.accountId(), body.mentorTokens()))
                .thenCompose(
                        version -> answer(id, HttpStatus.OK, booking -> booking.status() == BookingStatus.SETTLED));
    }

    @Operation(summary = "Propose another time; the session stays when it is until the other side accepts")
    @PostMapping("/{id}/reschedule")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses({
        RejectionCode.BOOKING_STATE,
        RejectionCode.STARTS_IN_PAST,
        RejectionCode.OUTSIDE_AVAILABILITY,
        RejectionCode.NOT_ON_SLOT,
        RejectionCode.NOTICE_TOO_SHORT,
        RejectionCode.BEYOND_HORIZON
    })
    CompletableFuture<ResponseEntity<BookingResource>> propose(
            @CurrentActor Actor actor, @PathVariable UUID id, @Valid @RequestBody RescheduleBody body) {
        return commands.send(new ProposeReschedule(id, actor.accountId(), body.startsAt()))
                .thenCompose(version -> shown(id, version));
    }

    @Operation(summary = "The same as proposing another time")
    @PutMapping("/{id}")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses({
        RejectionCode.BOOKING_STATE,
        RejectionCode.STARTS_IN_PAST,
        RejectionCode.OUTSIDE_AVAILABILITY,
        RejectionCode.NOT_ON_SLOT,
        RejectionCode.NOTICE_TOO_SHORT,
        RejectionCode.BEYOND_HORIZON
    })
    CompletableFuture<ResponseEntity<BookingResource>> change(
            @CurrentActor Actor actor, @PathVariable UUID id, @Valid @RequestBody RescheduleBody body) {
        return propose(actor, id, body);
    }

    @Operation(summary = "Accept the other side's time: the session moves at once, and the tokens stay held")
    @PostMapping("/{id}/reschedule/accept")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses({
        RejectionCode.BOOKING_STATE,
        RejectionCode.SLOT_TAKEN,
        RejectionCode.STARTS_IN_PAST,
        RejectionCode.OUTSIDE_AVAILABILITY,
        RejectionCode.NOT_ON_SLOT,
        RejectionCode.NOTICE_TOO_SHORT,
        RejectionCode.BEYOND_HORIZON
    })
    CompletableFuture<ResponseEntity<BookingResource>> accept(@CurrentActor Actor actor, @PathVariable UUID id) {
        return commands.send(new AcceptReschedule(id, actor.accountId())).thenCompose(version -> shown(id, version));
    }

    @Operation(summary = "Decline the other side's time, or take back one's own")
    @PostMapping("/{id}/reschedule/decline")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR')")
    @Refuses(RejectionCode.BOOKING_STATE)
    CompletableFuture<ResponseEntity<BookingResource>> declineReschedule(
            @CurrentActor Actor actor, @PathVariable UUID id) {
        return commands.send(new DeclineReschedule(id, actor.accountId())).thenCompose(version -> shown(id, version));
    }

    private CompletableFuture<ResponseEntity<BookingResource>> shown(UUID id, long version) {
        return answer(id, HttpStatus.OK, booking -> booking.version() >= version);
    }

    /** The booking once the read side shows what the command led to; 202 where that took too long. */
    private CompletableFuture<ResponseEntity<BookingResource>> answer(
            UUID id, HttpStatus status, Predicate<BookingView> shown) {
        URI location = URI.create("/api/bookings/" + id);
        return readSide.await(() -> find(id).filter(shown)).thenApply(found -> found.map(booking -> {
                    if (booking.status() == BookingStatus.REJECTED) {
                        throw new CommandRejectedException(
                                booking.rejection(),
                                "The price of %d tokens could not be held.".formatted(booking.priceTokens()));
                    }
                    return EntityVersion.tagged(
                            ResponseEntity.status(status).location(location), booking.version(), present(booking));
                })
                .orElseGet(() -> ResponseEntity.accepted().location(location).build()));
    }

    private boolean holdIsResolved(UUID bookingId) {
        return queries
                .query(new FindTransactions(null, null, null, null, bookingId, null, null, 10), TransactionPage.class)
                .join()
                .items()
                .stream()
                .anyMatch(transaction -> RESOLUTIONS.contains(transaction.type()));
    }

    private static boolean seesAll(Actor actor) {
        return actor.role() == Role.ADMIN || actor.role() == Role.AUDITOR;
    }

    private Optional<BookingView> find(UUID id) {
        return queries.query(new FindBooking(id), ResponseTypes.optionalInstanceOf(BookingView.class))
                .join();
    }

    private BookingResource present(BookingView booking) {
        return presenter.present(List.of(booking)).get(0);
    }
}
