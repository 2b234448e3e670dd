package io.skillsphere.web.chat;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.chat.ConversationId;
import io.skillsphere.api.chat.ConversationPage;
import io.skillsphere.api.chat.ConversationView;
import io.skillsphere.api.chat.DeleteMessage;
import io.skillsphere.api.chat.EditMessage;
import io.skillsphere.api.chat.FindConversations;
import io.skillsphere.api.chat.FindMessages;
import io.skillsphere.api.chat.MessagePage;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.api.chat.ReadMessages;
import io.skillsphere.api.rejection.RejectionCode;
import io.skillsphere.web.idempotency.NewId;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.Cursor;
import io.skillsphere.web.page.Page;
import io.skillsphere.web.page.Pages;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the two people of a booking say to each other. */
@Tag(name = "Chat")
@RestController
@RequestMapping("/api/chat")
class ChatController {

    private static final String PEOPLE = "hasAnyRole('LEARNER', 'MENTOR')";

    private final Conversations conversations;
    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final ChatPresenter presenter;

    ChatController(
            Conversations conversations,
            Commands commands,
            QueryGateway queries,
            ReadSide readSide,
            ChatPresenter presenter) {
        this.conversations = conversations;
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.presenter = presenter;
    }

    @Operation(
            summary = "One's own conversations, the one that went on last first",
            description = "There is one for each booking that its mentor was asked for.")
    @GetMapping("/conversations")
    ResponseEntity<Page<ConversationResource>> list(
            @CurrentActor Actor actor,
            @RequestParam(required = false) Cursor cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        ConversationPage page = queries.query(
                        new FindConversations(actor.accountId(), Cursor.beforeOf(cursor), limit),
                        ConversationPage.class)
                .join();
        return Pages.of(presenter.presentConversations(page.items()), page.next());
    }

    @Operation(summary = "The conversation of a booking; an administrator sees it while the booking is in dispute")
    @GetMapping("/conversations/{bookingId}")
    ConversationResource get(@CurrentActor Actor actor, @PathVariable UUID bookingId) {
        return present(conversations.find(actor, bookingId));
    }

    @Operation(
            summary = "What was said",
            description =
                    "Newest first, before a number or from the end; with `after` oldest first. `next` is the `before` or"
                            + " the `after` of the next page.")
    @GetMapping("/conversations/{bookingId}/messages")
    ResponseEntity<Page<MessageResource>> messages(
            @CurrentActor Actor actor,
            @PathVariable UUID bookingId,
            @RequestParam(required = false) @Min(0) Long before,
            @RequestParam(required = false) @Min(0) Long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        conversations.find(actor, bookingId);
        MessagePage page = queries.query(new FindMessages(bookingId, before, after, limit), MessagePage.class)
                .join();
        List<MessageResource> items = presenter.present(page.items());
        if (page.next() == null) {
            return ResponseEntity.ok(new Page<>(items, null));
        }
        String link = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam(after == null ? "before" : "after", page.next())
                .toUriString();
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(link))
                .body(new Page<>(items, page.next().toString()));
    }

    @Operation(summary = "One message")
    @GetMapping("/conversations/{bookingId}/messages/{messageId}")
    MessageResource message(@CurrentActor Actor actor, @PathVariable UUID bookingId, @PathVariable UUID messageId) {
        conversations.find(actor, bookingId);
        return present(messageOf(bookingId, messageId)
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.NOT_FOUND, "There is no such message in this conversation.")));
    }

    @Operation(
            summary = "Say something",
            description = "The same `clientMessageId` again is the same message; with another text it is refused"
                    + " (`already-exists`).")
    @PostMapping("/conversations/{bookingId}/messages")
    @PreAuthorize(PEOPLE)
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({RejectionCode.ALREADY_EXISTS, RejectionCode.BOOKING_STATE})
    CompletableFuture<ResponseEntity<MessageResource>> send(
            @CurrentActor Actor actor,
            @NewId UUID id,
            @PathVariable UUID bookingId,
            @Valid @RequestBody MessageBody body) {
        UUID clientMessageId = Objects.requireNonNullElse(body.clientMessageId(), id);
        return conversations
                .send(actor, bookingId, clientMessageId, body.text())
                .thenCompose(messageId -> answer(HttpStatus.CREATED, actor, bookingId, messageId, 0));
    }

    @Operation(summary = "Say something in the conversation that the body names")
    @PostMapping("/send")
    @PreAuthorize(PEOPLE)
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({RejectionCode.ALREADY_EXISTS, RejectionCode.BOOKING_STATE, RejectionCode.NOT_FOUND})
    CompletableFuture<ResponseEntity<MessageResource>> send(
            @CurrentActor Actor actor, @NewId UUID id, @Valid @RequestBody AddressedMessageBody body) {
        return send(actor, id, body.conversationId(), new MessageBody(body.clientMessageId(), body.text()));
    }

    @Operation(summary = "Put a message of one's own in other words; that it was edited shows")
    @PatchMapping("/conversations/{bookingId}/messages/{messageId}")
    @PreAuthorize(PEOPLE)
    @Refuses(RejectionCode.MESSAGE_DELETED)
    CompletableFuture<ResponseEntity<MessageResource>> edit(
            @CurrentActor Actor actor,
            @PathVariable UUID bookingId,
            @PathVariable UUID messageId,
            @Valid @RequestBody EditBody body) {
        return commands.send(new EditMessage(new ConversationId(bookingId), messageId, actor.accountId(), body.text()))
                .thenCompose(version -> answer(HttpStatus.OK, actor, bookingId, messageId, version));
    }

    @Operation(summary = "Take a message of one's own back; its words are erased, and that it was sent shows")
    @DeleteMapping("/conversations/{bookingId}/messages/{messageId}")
    @PreAuthorize(PEOPLE)
    CompletableFuture<ResponseEntity<MessageResource>> delete(
            @CurrentActor Actor actor, @PathVariable UUID bookingId, @PathVariable UUID messageId) {
        return commands.send(new DeleteMessage(new ConversationId(bookingId), messageId, actor.accountId()))
                .thenCompose(version -> answer(HttpStatus.OK, actor, bookingId, messageId, version));
    }

    @Operation(summary = "Say how far one has read; it never goes back")
    @PutMapping("/conversations/{bookingId}/read")
    @PreAuthorize(PEOPLE)
    CompletableFuture<ResponseEntity<ConversationResource>> read(
            @CurrentActor Actor actor, @PathVariable UUID bookingId, @Valid @RequestBody ReadBody body) {
        ConversationView own = conversations.findOwn(actor, bookingId);
        long upTo = Math.min(body.upTo(), own.lastSeq());
        if (readUpTo(actor, own) >= upTo) {
            return CompletableFuture.completedFuture(ResponseEntity.ok(present(own)));
        }
        return commands.send(new ReadMessages(new ConversationId(bookingId), actor.accountId(), upTo))
                .thenCompose(version -> readSide.await(() -> Optional.of(conversations.findOwn(actor, bookingId))
                        .filter(found -> readUpTo(actor, found) >= upTo)))
                .thenApply(found -> found.map(read -> ResponseEntity.ok(present(read)))
                        .orElseGet(() -> ResponseEntity.accepted()
                                .location(URI.create("/api/chat/conversations/" + bookingId))
                                .build()));
    }

    /** The message once the read side shows what the command led to; 202 where that took too long. */
    private CompletableFuture<ResponseEntity<MessageResource>> answer(
            HttpStatus status, Actor actor, UUID bookingId, UUID messageId, long version) {
        URI location = URI.create("/api/chat/conversations/%s/messages/%s".formatted(bookingId, messageId));
        return readSide.await(() -> conversations.findOwn(actor, bookingId).version() >= version
                        ? messageOf(bookingId, messageId)
                        : Optional.empty())
                .thenApply(found -> found.map(message ->
                                ResponseEntity.status(status).location(location).body(present(message)))
                        .orElseGet(() ->
                                ResponseEntity.accepted().location(location).build()));
    }

    private Optional<MessageView> messageOf(UUID bookingId, UUID messageId) {
        return conversations.message(messageId).filter(message -> message.conversationId()
                .equals(bookingId));
    }

    private static long readUpTo(Actor actor, ConversationView conversation) {
        return actor.accountId().equals(conversation.learnerId())
                ? conversation.learnerReadUpTo()
                : conversation.mentorReadUpTo();
    }

    private ConversationResource present(ConversationView conversation) {
        return presenter.presentConversations(List.of(conversation)).get(0);
    }

    private MessageResource present(MessageView message) {
        return presenter.present(List.of(message)).get(0);
    }
}
