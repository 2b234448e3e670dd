package io.skillsphere.web.projection;

import io.skillsphere.web.idempotency.EarlierCommands;
import io.skillsphere.web.problem.ProblemTranslator;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/**
 * Sends the commands of people. A command that met another one on the same aggregate is sent again a few times: nothing of
 * it was kept, and on the newer state it is judged anew. One that an earlier run of the same request has sent is not sent again.
 */
@Component
public class Commands {

    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 10;

    private final CommandGateway gateway;
    private final EarlierCommands earlier;

    Commands(CommandGateway gateway, EarlierCommands earlier) {
        this.gateway = gateway;
        this.earlier = earlier;
    }

    /** The version that the aggregate has after the command; fails as the command fails. */
    public CompletableFuture<Long> send(Object command) {
        // One message for all attempts: the actor is known in this thread only.
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        OptionalLong version = earlier.versionAfter(message);
        return version.isPresent() ? CompletableFuture.completedFuture(version.getAsLong()) : send(message, 1);
    }

    private CompletableFuture<Long> send(Object command, int attempt) {
        return gateway.<Long>send(command).exceptionallyCompose(failure -> {
            if (attempt == ATTEMPTS || !ProblemTranslator.isConflict(unwrapped(failure))) {
                return CompletableFuture.failedFuture(failure);
            }
            Executor later = CompletableFuture.delayedExecutor(attempt * PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return CompletableFuture.supplyAsync(() -> command, later).thenCompose(again -> send(again, attempt + 1));
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
