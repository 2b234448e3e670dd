package io.skillsphere.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.web.EndToEnd;
import io.skillsphere.web.NpmProject;
import io.skillsphere.web.feed.StompDestinations;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;

/** The description of the WebSocket. That messages are as it says is seen to by {@link io.skillsphere.web.StompClient}. */
class AsyncApiTest extends EndToEnd {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private ApplicationContext application;

    private AsyncContract contract;
    private JsonNode api;

    @BeforeEach
    void read() {
        contract = AsyncContract.of(port);
        api = contract.api();
    }

    @Test
    void it_is_valid_asyncapi() throws Exception {
        NpmProject specification = NpmProject.installed("asyncapi");
        String schema = Files.readString(
                specification.folder().resolve("node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json"));

        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                        .getSchema(schema)
                        .validate(api))
                .isEmpty();
        assertThat(api.at("/servers/stomp/host").asText()).isEqualTo("localhost:" + port);
        assertThat(api.at("/servers/stomp/security/0/$ref").asText()).isEqualTo("#/components/securitySchemes/bearer");
    }

    /** Of those to send to, the handlers know; of those to subscribe to, whoever sends there: see the next. */
    @Test
    void every_destination_that_there_is_is_described_and_no_other() {
        assertThat(described("send")).isEqualTo(set(StompDestinations.toSubscribeTo(application)));
        assertThat(described("receive"))
                .isEqualTo(set(
                        application
                                .getBean(SimpAnnotationMethodMessageHandler.class)
                                .getHandlerMethods()
                                .keySet()
                                .stream()
                                .flatMap(mapping -> mapping.getDestinationConditions().getPatterns().stream())
                                .map("/app"::concat)));
    }

    @Test
    void every_type_of_update_is_described_with_what_it_shows() {
        JsonNode messages = api.at("/channels/user.queue.feed/messages");
        for (FeedType type : FeedType.values()) {
            assertThat(messages.has(type.wireName())).as(type.wireName()).isTrue();
            assertThat(api.at("/components/messages")
                            .path(type.wireName())
                            .at("/payload/allOf/1/properties/data/$ref")
                            .asText())
                    .startsWith("#/components/schemas/");
        }
        assertThat(messages.size()).isEqualTo(FeedType.values().length + 2);
    }

    @Test
    void what_the_openapi_describes_too_is_described_in_the_same_way() {
        JsonNode openApi = Contract.of("http://localhost:" + port).api().at("/components/schemas");
        List<String> inBoth = Stream.of(
                        "BookingResource",
                        "SkillResource",
                        "MessageResource",
                        "NotificationResource",
                        "AvailabilityResource",
                        "WalletView",
                        "AddressedMessageBody")
                .toList();

        assertThat(inBoth)
                .allSatisfy(name -> assertThat(api.at("/components/schemas").path(name))
                        .isEqualTo(openApi.path(name))
                        .isNotEmpty());
    }

    @Test
    void every_message_has_an_example_that_is_as_described() {
        api.at("/components/messages").properties().forEach(message -> {
            JsonNode example = message.getValue().at("/examples/0/payload");
            assertThat(example.isObject()).as(message.getKey()).isTrue();
            assertThat(contract.validate(message.getKey(), example))
                    .as("%s: %s", message.getKey(), example)
                    .isEmpty();
        });
    }

    @Test
    void a_message_that_is_not_as_described_is_noticed() throws Exception {
        ObjectNode update = (ObjectNode)
                api.at("/components/messages/booking/examples/0/payload").deepCopy();
        assertThat(contract.objections("/user/queue/feed", update)).isEmpty();
        assertThat(contract.objections("/topic/skills", update)).isNotEmpty();
        assertThat(contract.objections("/queue/other", update)).isNotEmpty();
        assertThat(contract.objections("/user/queue/feed", update.deepCopy().put("type", "wallet")))
                .isNotEmpty();
        assertThat(contract.objections("/user/queue/feed", update.deepCopy().put("more", 1)))
                .isNotEmpty();
        assertThat(contract.objections("/user/queue/feed", update.deepCopy().put("position", "1")))
                .isNotEmpty();
        assertThat(contract.objections("/user/queue/feed", update.deepCopy().putNull("data")))
                .isNotEmpty();
        ((ObjectNode) update.path("data")).remove("status");
        assertThat(contract.objections("/user/queue/feed", update)).isNotEmpty();
        assertThat(
                        contract.objections(
                                "/user/queue/feed",
                                JSON.readTree(
                                        "{\"position\": 1, \"type\": \"resync\", \"resourceId\": null, \"version\": null, \"data\": null}")))
                .isEmpty();
    }

    private Set<String> described(String action) {
        return set(api.path("operations").properties().stream()
                .map(java.util.Map.Entry::getValue)
                .filter(operation -> operation.path("action").asText().equals(action))
                .map(operation -> api.at(operation.at("/channel/$ref").asText().substring(1))
                        .path("address")
                        .asText()));
    }

    private static Set<String> set(Stream<String> texts) {
        return new TreeSet<>(texts.toList());
    }
}
