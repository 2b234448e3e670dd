package io.skillsphere.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

/** The same story with commands, events and queries on the Axon Server that AXONSERVER_ADDRESS names, where one does. */
@ActiveProfiles("axonserver")
@EnabledIfEnvironmentVariable(named = "AXONSERVER_ADDRESS", matches = ".+", disabledReason = "no Axon Server is named")
class BookingStoryOnAxonServerTest extends BookingStoryTest {

    @Autowired
    private CommandBus commandBus;

    @Autowired
    private QueryBus queryBus;

    @Autowired
    private EventStore eventStore;

    @BeforeAll
    static void axonServerIsReachable() {
        String[] address = System.getenv("AXONSERVER_ADDRESS").split(":");
        int port = address.length > 1 ? Integer.parseInt(address[1]) : 8124;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address[0], port), 2_000);
        } catch (IOException e) {
            assumeTrue(false, "the named Axon Server can't be reached: " + e.getMessage());
        }
    }

    @Test
    void commands_events_and_queries_go_through_axon_server() {
        assertThat(commandBus).isInstanceOf(AxonServerCommandBus.class);
        assertThat(queryBus).isInstanceOf(AxonServerQueryBus.class);
        assertThat(eventStore).isInstanceOf(AxonServerEventStore.class);
    }
}
