package io.skillsphere.web.notification;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.PostNotification;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.identity.AccountView;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.mail.MailProperties;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.skillsphere.web.projection.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What administrators have to say. */
@Tag(name = "Notifications")
@RestController
class SendController {

    private final Commands commands;
    private final AccountDirectory accounts;
    private final MailProperties mail;

    SendController(Commands commands, AccountDirectory accounts, MailProperties mail) {
        this.commands = commands;
        this.accounts = accounts;
        this.mail = mail;
    }

    /** That it is on its way: its id, and whom it reaches. */
    record Sent(UUID id, UUID recipientId) {}

    @Operation(
            summary = "Say something to somebody, by e-mail or in their inbox",
            description =
                    "The recipient is an account, named by its id or its e-mail address. By e-mail it reaches those whose"
                            + " address is verified and who have not switched such mails off.")
    @PostMapping("/api/notifications/send")
    @PreAuthorize("hasRole('ADMIN')")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(also = ProblemCode.NOT_FOUND)
    CompletableFuture<ResponseEntity<Sent>> send(
            @CurrentActor Actor actor, @NewId UUID id, @Valid @RequestBody SendBody body) {
        if (body.type() == SendBody.Way.EMAIL && !mail.isConfigured()) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "There is no mail server here.");
        }
        UUID recipientId = recipient(body.recipient())
                .map(AccountView::id)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "There is no such account."));
        return commands.send(new PostNotification(
                        new InboxId(recipientId),
                        id,
                        NotificationType.ANNOUNCEMENT,
                        body.type() == SendBody.Way.EMAIL ? NotificationChannel.EMAIL : NotificationChannel.IN_APP,
                        WrittenText.note(body.message()),
                        actor.accountId()))
                .thenApply(version -> ResponseEntity.accepted().body(new Sent(id, recipientId)));
    }

    private Optional<AccountView> recipient(String named) {
        try {
            return accounts.find(UUID.fromString(named.strip()));
        } catch (IllegalArgumentException e) {
            return accounts.findByEmail(named.strip());
        }
    }
}
