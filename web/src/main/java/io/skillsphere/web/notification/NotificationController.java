package io.skillsphere.web.notification;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.notification.CountUnread;
import io.skillsphere.api.notification.FindNotification;
import io.skillsphere.api.notification.FindNotifications;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.NotificationPage;
import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.api.notification.ReadAllNotifications;
import io.skillsphere.api.notification.ReadNotification;
import io.skillsphere.api.notification.UnreadCount;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's own inbox. */
@Tag(name = "Notifications")
@RestController
@RequestMapping("/api/notifications")
class NotificationController {

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final NotificationPresenter presenter;

    NotificationController(
            Commands commands, QueryGateway queries, ReadSide readSide, NotificationPresenter presenter) {
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.presenter = presenter;
    }

    @Operation(summary = "One's own notifications, newest first")
    @GetMapping
    ResponseEntity<Page<NotificationResource>> list(
            @CurrentActor Actor actor,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        NotificationPage page = queries.query(
                        new FindNotifications(actor.accountId(), unread, Cursor.beforeOf(cursor), limit),
                        NotificationPage.class)
                .join();
        return Pages.of(presenter.present(page.items()), page.next());
    }

    @Operation(summary = "How many are unread")
    @GetMapping("/unread-count")
    UnreadCount unreadCount(@CurrentActor Actor actor) {
        return countUnread(actor);
    }

    @Operation(summary = "Mark one as read")
    @PutMapping("/{id}/read")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR', 'ADMIN')")
    CompletableFuture<ResponseEntity<NotificationResource>> read(@CurrentActor Actor actor, @PathVariable UUID id) {
        NotificationView own = find(id).filter(found -> found.accountId().equals(actor.accountId()))
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such notification of yours."));
        if (own.read()) {
            return CompletableFuture.completedFuture(ResponseEntity.ok(present(own)));
        }
        return commands.send(new ReadNotification(new InboxId(actor.accountId()), id))
                .thenCompose(version -> readSide.await(() -> find(id).filter(NotificationView::read)))
                .thenApply(found -> found.map(read -> ResponseEntity.ok(present(read)))
                        .orElseGet(() -> ResponseEntity.accepted()
                                .location(URI.create("/api/notifications"))
                                .build()));
    }

    @Operation(summary = "Mark all as read")
    @PostMapping("/read-all")
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR', 'ADMIN')")
    CompletableFuture<ResponseEntity<UnreadCount>> readAll(@CurrentActor Actor actor) {
        UnreadCount before = countUnread(actor);
        if (before.unread() == 0) {
            return CompletableFuture.completedFuture(ResponseEntity.ok(before));
        }
        return commands.send(new ReadAllNotifications(new InboxId(actor.accountId())))
                .thenCompose(version -> readSide.await(
                        () -> Optional.of(countUnread(actor)).filter(count -> count.unread() < before.unread())))
                .thenApply(found -> found.map(ResponseEntity::ok).orElseGet(() -> ResponseEntity.accepted()
                        .location(URI.create("/api/notifications/unread-count"))
                        .build()));
    }

    private UnreadCount countUnread(Actor actor) {
        return queries.query(new CountUnread(actor.accountId()), UnreadCount.class)
                .join();
    }

    private Optional<NotificationView> find(UUID id) {
        return queries.query(new FindNotification(id), ResponseTypes.optionalInstanceOf(NotificationView.class))
                .join();
    }

    private NotificationResource present(NotificationView notification) {
        return presenter.present(List.of(notification)).get(0);
    }
}
