package io.skillsphere.command.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.api.wallet.WalletEvent.TokensReceived;
import io.skillsphere.api.wallet.WalletEvent.TokensSent;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferDeliveryTest {

    private final UUID payerId = UUID.randomUUID();
    private final UUID payeeId = UUID.randomUUID();
    private final UUID transferId = UUID.randomUUID();

    private final InMemoryEventStorageEngine log = new InMemoryEventStorageEngine();
    private final Configuration axon = DefaultConfigurer.defaultConfiguration(false)
            .configureSerializer(c -> JacksonSerializer.defaultSerializer())
            .configureEmbeddedEventStore(c -> log)
            .configureAggregate(Wallet.class)
            .start();

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @Test
    void tokens_that_were_sent_arrive_once_however_often_they_are_delivered() {
        TransferDelivery delivery = new TransferDelivery(axon.commandGateway());
        TokensSent sent = new TokensSent(payerId, transferId, payeeId, 4, UUID.randomUUID());

        delivery.on(sent);
        delivery.on(sent);

        Stream<Object> events = log.readEvents(null, false).map(Message::getPayload);
        assertThat(events).containsExactly(new TokensReceived(payeeId, transferId, payerId, 4, null));
    }
}
