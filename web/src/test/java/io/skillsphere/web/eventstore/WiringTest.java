package io.skillsphere.web.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.web.EndToEnd;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What Axon falls back to in silence where a part is missing, said aloud. */
class WiringTest extends EndToEnd {

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Configuration configuration;

    @Autowired
    private EventProcessingConfiguration processing;

    @Test
    void everything_that_is_kept_is_kept_in_postgres_in_one_transaction() {
        assertThat(context.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
        assertThat(configuration.eventStore()).isInstanceOf(EmbeddedEventStore.class);
        assertThat(context.getBean(EventStore.class)).isSameAs(configuration.eventStore());
        assertThat(context.getBean(EventStorageEngine.class)).isInstanceOf(JdbcEventStorageEngine.class);
        assertThat(context.getBean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        assertThat(context.getBean(SagaStore.class)).isInstanceOf(JdbcSagaStore.class);
        assertThat(context.getBean(CommandBus.class)).isInstanceOf(SimpleCommandBus.class);
    }

    @Test
    void everything_is_written_as_json() {
        Map<String, Serializer> serializers = context.getBeansOfType(Serializer.class);
        assertThat(serializers.values()).isNotEmpty().allMatch(JacksonSerializer.class::isInstance);
        assertThat(configuration.serializer()).isInstanceOf(JacksonSerializer.class);
        assertThat(configuration.eventSerializer()).isInstanceOf(JacksonSerializer.class);
        assertThat(configuration.messageSerializer()).isInstanceOf(JacksonSerializer.class);
    }

    @Test
    void an_event_is_readable_json_in_the_table() {
        learner();
        assertThat(jdbc.sql("""
                        SELECT convert_from(payload, 'UTF8') FROM domain_event_entry
                        WHERE payload_type LIKE '%TokensIssued' LIMIT 1""").query(String.class).single())
                .startsWith("{\"walletId\":\"")
                .contains("\"amount\":10");
    }

    @Test
    void there_are_three_processors_all_pooled() {
        Map<String, EventProcessor> processors = processing.eventProcessors();
        assertThat(processors.keySet()).isEqualTo(Set.of("sagas", "projections", "mails"));
        assertThat(processors.values())
                .allMatch(PooledStreamingEventProcessor.class::isInstance)
                .allMatch(EventProcessor::isRunning)
                .noneMatch(EventProcessor::isError);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skills",
                "availability",
                "bookings",
                "wallets",
                "transactions",
                "notifications",
                "reviews",
                "chat",
                "timelines"
            })
    void each_projection_is_a_group_of_the_projections_processor_with_its_own_dead_letter_queue(String group) {
        assertThat(processing.eventProcessorByProcessingGroup(group))
                .hasValueSatisfying(processor -> assertThat(processor.getName()).isEqualTo("projections"));
        assertThat(processing.deadLetterQueue(group))
                .hasValueSatisfying(queue -> assertThat(queue).isInstanceOf(JdbcSequencedDeadLetterQueue.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sagas", "transfers"})
    void what_moves_tokens_runs_in_the_sagas_processor_which_never_skips_an_event(String group) {
        assertThat(processing.eventProcessorByProcessingGroup(group))
                .hasValueSatisfying(processor -> assertThat(processor.getName()).isEqualTo("sagas"));
        assertThat(processing.deadLetterQueue(group)).isEmpty();
    }
}
