package io.skillsphere.command.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.wallet.CaptureHold;
import io.skillsphere.api.wallet.FreezeWallet;
import io.skillsphere.api.wallet.IssueReason;
import io.skillsphere.api.wallet.IssueTokens;
import io.skillsphere.api.wallet.PlaceHold;
import io.skillsphere.api.wallet.ReceiveTokens;
import io.skillsphere.api.wallet.RedeemTokens;
import io.skillsphere.api.wallet.ReleaseHold;
import io.skillsphere.api.wallet.SendTokens;
import io.skillsphere.api.wallet.UnfreezeWallet;
import io.skillsphere.command.text.RecordedTexts;
import io.skillsphere.command.text.WrittenTexts;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random commands, with so few ids and tokens that they come again, contradict each other and run short. {@link Tally}
 * fails on every log that can't be true.
 */
class WalletPropertiesTest {

    private static final int COMMANDS = 150;

    private final UUID walletId = new UUID(0, 0);

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final Configuration axon = DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(c -> JacksonSerializer.defaultSerializer())
            .configureEmbeddedEventStore(c -> log)
            .configureAggregate(Wallet.class)
            .registerComponent(WrittenTexts.class, c -> new RecordedTexts())
            .registerComponent(Clock.class, c -> Clock.systemUTC())
            .start();
    private final CommandGateway commands = axon.commandGateway();

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_is_asked_of_a_wallet_its_tokens_add_up(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < COMMANDS; i++) {
            Object command = anyCommand(random);
            int before = events().size();

            boolean taken = send(command);
            int after = events().size();
            assertThat(after - before).as("events of %s", command).isBetween(0, taken ? 1 : 0);

            assertThat(send(command)).as("%s, sent again", command).isEqualTo(taken);
            assertThat(events()).as("%s, sent again", command).hasSize(after);

            Tally.of(walletId, events());
        }

        send(new UnfreezeWallet(walletId));
        long available = Tally.of(walletId, events()).available();
        assertThat(send(new RedeemTokens(walletId, UUID.randomUUID(), available + 1, null)))
                .isFalse();
        if (available > 0) {
            assertThat(send(new RedeemTokens(walletId, UUID.randomUUID(), available, null)))
                    .isTrue();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    private Object anyCommand(Random random) {
        UUID transfer = anyOf(12, random);
        UUID hold = anyOf(8, random);
        UUID other = anyOf(2, random);
        long amount = 1 + random.nextInt(4);
        return switch (random.nextInt(8)) {
            case 0 -> new IssueTokens(walletId, transfer, amount, IssueReason.ADMINISTRATIVE, null);
            case 1 -> new RedeemTokens(walletId, transfer, amount, null);
            case 2 -> new SendTokens(walletId, transfer, other, amount, null, Long.MAX_VALUE);
            case 3 -> new ReceiveTokens(walletId, transfer, other, amount, null);
            case 4 -> new PlaceHold(walletId, hold, hold, amount);
            case 5 -> new ReleaseHold(walletId, hold);
            case 6 -> random.nextInt(4) == 0 ? new FreezeWallet(walletId) : new UnfreezeWallet(walletId);
            default -> new CaptureHold(walletId, hold, hold, other, amount);
        };
    }

    private static UUID anyOf(int ids, Random random) {
        return new UUID(0, 1 + random.nextInt(ids));
    }

    /** Whether the command was taken; only a refusal in the published language is a no. */
    private boolean send(Object command) {
        try {
            commands.sendAndWait(command);
            return true;
        } catch (CommandRejectedException | AggregateNotFoundException e) {
            return false;
        }
    }

    private List<?> events() {
        return log.readEvents(null, false).map(Message::getPayload).toList();
    }
}
