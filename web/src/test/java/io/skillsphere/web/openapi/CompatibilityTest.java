package io.skillsphere.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That the check of the published description notices what it is there for. */
class CompatibilityTest {

    private static final String SKILLS = "/paths/~1api~1skills/";
    private static final String SCHEMAS = "/components/schemas/";

    private static JsonNode published() throws IOException {
        return new ObjectMapper().readTree(OpenApiTest.PUBLISHED.toFile());
    }

    @Test
    void what_stays_as_it_is_breaks_nothing() throws IOException {
        assertThat(Compatibility.breaks(published(), published())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_clients_rely_on_is_missed(String expected, Consumer<JsonNode> change) throws IOException {
        JsonNode changed = published();
        change.accept(changed);

        assertThat(Compatibility.breaks(published(), changed)).anyMatch(found -> found.contains(expected));
    }

    private static Stream<Arguments> what_clients_rely_on_is_missed() {
        return Stream.of(
                change("GET /api/wallet is gone", api -> object(api, "/paths").remove("/api/wallet")),
                change("DELETE /api/skills/{id} is gone", api -> object(api, "/paths/~1api~1skills~1{id}")
                        .remove("delete")),
                change("GET /api/skills needs a token now", api -> object(api, SKILLS + "get")
                        .putArray("security")
                        .addObject()
                        .putArray("bearer")),
                change("query parameter query is gone", api -> ((ArrayNode) api.at(SKILLS + "get/parameters"))
                        .remove(0)),
                change("query parameter query is needed now", api -> object(api, SKILLS + "get/parameters/0")
                        .put("required", true)),
                change("POST /api/bookings/{id}/cancel needs a body now", api -> object(
                                api, "/paths/~1api~1bookings~1{id}~1cancel/post/requestBody")
                        .put("required", true)),
                change("POST /api/skills 201 is gone", api -> object(api, SKILLS + "post/responses")
                        .remove("201")),
                change("header ETag is gone", api -> object(api, SKILLS + "post/responses/201/headers")
                        .remove("ETag")),
                change("as text/csv is gone", api -> object(
                                api, "/paths/~1api~1audit~1ledger/get/responses/200/content")
                        .remove("text/csv")),
                change(".mentorName is gone", api -> object(api, SCHEMAS + "SkillResource/properties")
                        .remove("mentorName")),
                change(".tags may be missing now", api -> {
                    ArrayNode required = (ArrayNode) api.at(SCHEMAS + "SkillResource/required");
                    for (int i = 0; i < required.size(); i++) {
                        if (required.path(i).asText().equals("tags")) {
                            required.remove(i);
                        }
                    }
                }),
                change(".priceTokens was [integer] and is [string]", api -> object(
                                api, SCHEMAS + "SkillResource/properties/priceTokens")
                        .put("type", "string")),
                change(".mentorId was [string] and is [null, string]", api -> object(
                                api, SCHEMAS + "SkillResource/properties/mentorId")
                        .putArray("type")
                        .add("string")
                        .add("null")),
                change(".mentorId had the format 'uuid'", api -> object(
                                api, SCHEMAS + "SkillResource/properties/mentorId")
                        .put("format", "uri")),
                change("has no [RETIRED] any more", api -> ((ArrayNode) api.at(SCHEMAS + "SkillStatus/enum"))
                        .remove(1)),
                change(".category is needed now", api -> ((ArrayNode) api.at(SCHEMAS + "SkillBody/required"))
                        .add("category")),
                change("body.category is gone", api -> object(api, SCHEMAS + "SkillBody/properties")
                        .remove("category")),
                change("has a lower maxLength now", api -> object(api, SCHEMAS + "SkillBody/properties/name")
                        .put("maxLength", 50)),
                change("has a higher minimum now", api -> object(api, SCHEMAS + "SkillBody/properties/priceTokens")
                        .put("minimum", 2)),
                change("has another pattern", api -> object(api, SCHEMAS + "SkillBody/properties/name")
                        .put("pattern", "[a-z]+")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_only_more_than_before_is_let_through(String what, Consumer<JsonNode> change) throws IOException {
        JsonNode changed = published();
        change.accept(changed);

        assertThat(changed).isNotEqualTo(published());
        assertThat(Compatibility.breaks(published(), changed)).isEmpty();
    }

    private static Stream<Arguments> what_is_only_more_than_before_is_let_through() {
        return Stream.of(
                change("another route", api -> object(api, "/paths").set("/api/other", api.at("/paths/~1api~1wallet"))),
                change("another field in an answer", api -> object(api, SCHEMAS + "SkillResource/properties")
                        .putObject("other")
                        .put("type", "string")),
                change("another field that may be sent", api -> object(api, SCHEMAS + "SkillBody/properties")
                        .putObject("other")
                        .put("type", "string")),
                change("another parameter", api -> ((ArrayNode) api.at(SKILLS + "get/parameters"))
                        .addObject()
                        .put("name", "other")
                        .put("in", "query")),
                change("another value", api -> ((ArrayNode) api.at(SCHEMAS + "SkillStatus/enum")).add("PAUSED")),
                change("a higher limit", api -> object(api, SCHEMAS + "SkillBody/properties/name")
                        .put("maxLength", 500)),
                change("a field that need not be sent any more", api -> object(api, SCHEMAS + "SkillBody")
                        .remove("required")),
                change("another failure", api -> object(api, SKILLS + "post/responses")
                        .putObject("418")
                        .put("description", "A teapot")));
    }

    private static Arguments change(String name, Consumer<JsonNode> change) {
        return arguments(name, change);
    }

    private static ObjectNode object(JsonNode api, String pointer) {
        return (ObjectNode) api.at(pointer);
    }
}
