package io.skillsphere.web.notification;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.notification.FindPreferences;
import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.PreferencesView;
import io.skillsphere.api.notification.SetPreferences;
import io.skillsphere.web.identity.CurrentActor;
import io.skillsphere.web.page.IanaZone;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How somebody wants to be told things. */
@Tag(name = "Notifications")
@RestController
@RequestMapping("/api/notifications/preferences")
class PreferencesController {

    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;

    PreferencesController(Commands commands, QueryGateway queries, ReadSide readSide) {
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
    }

    @Operation(summary = "How one is told things: by type and channel, and in which time zone")
    @GetMapping
    PreferencesResource get(@CurrentActor Actor actor) {
        return PreferencesResource.of(find(actor));
    }

    @Operation(
            summary = "Say how to be told things",
            description = "In place of what was said before. What is about the account's safety can't be switched off.")
    @PutMapping
    @PreAuthorize("hasAnyRole('LEARNER', 'MENTOR', 'ADMIN')")
    CompletableFuture<ResponseEntity<PreferencesResource>> put(
            @CurrentActor Actor actor, @Valid @RequestBody PreferencesBody body) {
        PreferencesView wanted = new PreferencesView(
                actor.accountId(),
                IanaZone.of("timeZone", Objects.requireNonNullElse(body.timeZone(), "UTC")),
                muted(body.types()));
        return commands.send(new SetPreferences(new InboxId(actor.accountId()), wanted.zone(), wanted.muted()))
                .thenCompose(
                        version -> readSide.await(() -> Optional.of(find(actor)).filter(wanted::equals)))
                .thenApply(found -> found.map(PreferencesResource::of)
                        .map(ResponseEntity::ok)
                        .orElseGet(() -> ResponseEntity.accepted()
                                .location(URI.create("/api/notifications/preferences"))
                                .build()));
    }

    private static Set<MutedNotification> muted(List<TypePreference> types) {
        Set<MutedNotification> muted = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            TypePreference preference = types.get(i);
            if (preference.type().isSecurity() && !(preference.inApp() && preference.email())) {
                throw ProblemException.invalid(
                        "types[%d]".formatted(i), "is about your safety and can't be switched off");
            }
            if (!preference.inApp()) {
                muted.add(new MutedNotification(preference.type(), NotificationChannel.IN_APP));
            }
            if (!preference.email()) {
                muted.add(new MutedNotification(preference.type(), NotificationChannel.EMAIL));
            }
        }
        return muted;
    }

    private PreferencesView find(Actor actor) {
        return queries.query(new FindPreferences(actor.accountId()), PreferencesView.class)
                .join();
    }
}
