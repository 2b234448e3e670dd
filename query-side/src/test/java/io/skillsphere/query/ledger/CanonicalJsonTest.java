package io.skillsphere.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void members_are_ordered_by_name_at_every_depth_and_white_space_is_gone() throws IOException {
        assertThat(canonical("{ \"b\" : [ 1 , {\"z\":null,\"a\":true} ],\n\t\"a\":{} }"))
                .isEqualTo("{\"a\":{},\"b\":[1,{\"a\":true,\"z\":null}]}");
    }

    @Test
    void strings_have_one_spelling() throws IOException {
        assertThat(canonical("\"\\u0041\\/\\u00e9\\u20ac\\ud83d\\ude00\\u000a\\u001F\\\"\\\\\""))
                .isEqualTo("\"A/\u00e9\u20ac\ud83d\ude00\\n\\u001f\\\"\\\\\"");
    }

    /** The example of RFC 8785, 3.2.3. */
    @Test
    void names_are_ordered_by_their_utf_16_code_units() throws IOException {
        assertThat(
                        canonical(
                                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}"))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void an_amount_of_64_bits_keeps_every_digit() throws IOException {
        assertThat(canonical("[9223372036854775807, -9007199254740993]"))
                .isEqualTo("[9223372036854775807,-9007199254740993]");
    }

    @Test
    void what_is_not_json_is_refused() {
        assertThatThrownBy(() -> canonical("{\"a\":")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> canonical("")).isInstanceOf(IOException.class);
    }

    private static String canonical(String json) throws IOException {
        return CanonicalJson.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
