package io.skillsphere.query.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in one spelling only, so that its hash says what it says: no white space, members ordered by name, strings escaped
 * as little as possible, as in RFC 8785. Unlike there a number stays as it is written, since amounts have 64 bits.
 */
final class CanonicalJson {

    private static final JsonFactory JSON = new JsonFactory();

    private CanonicalJson() {}

    /** The canonical spelling of one JSON value. Rejects what is not JSON with an IOException. */
    static String of(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            StringBuilder out = new StringBuilder(json.length);
            write(parser, out);
            return out.toString();
        }
    }

    /** An object whose members are canonical JSON already. */
    static String object(TreeMap<String, String> members) {
        StringBuilder out = new StringBuilder("{");
        for (Map.Entry<String, String> member : members.entrySet()) {
            if (out.length() > 1) {
                out.append(',');
            }
            writeString(member.getKey(), out);
            out.append(':').append(member.getValue());
        }
        return out.append('}').toString();
    }

    /** A string, or null. */
    static String string(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder out = new StringBuilder(text.length() + 2);
        writeString(text, out);
        return out.toString();
    }

    private static void write(JsonParser parser, StringBuilder out) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("The JSON ends too early.");
        }
        switch (token) {
            case START_OBJECT -> {
                TreeMap<String, String> members = new TreeMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    StringBuilder value = new StringBuilder();
                    write(parser, value);
                    members.put(name, value.toString());
                }
                out.append(object(members));
            }
            case START_ARRAY -> {
                out.append('[');
                boolean first = true;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (!first) {
                        out.append(',');
                    }
                    first = false;
                    write(parser, out);
                }
                out.append(']');
            }
            case VALUE_STRING -> writeString(parser.getText(), out);
            default -> out.append(parser.getText());
        }
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
