package io.skillsphere.web.page;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** An aggregate's version as HTTP carries it: in {@code ETag}, and back in {@code If-Match}. */
public record EntityVersion(long version) {

    /** Reads a strong or weak tag that an answer gave; rejects anything else with an IllegalArgumentException. */
    public static EntityVersion valueOf(String tag) {
        String opaque = tag.strip().replaceFirst("^W/", "");
        if (!opaque.matches("\"\\d{1,18}\"")) {
            throw new IllegalArgumentException("This is not an ETag that an answer gave.");
        }
        return new EntityVersion(Long.parseLong(opaque.substring(1, opaque.length() - 1)));
    }

    /** The answer with its body's version as ETag. */
    public static <T> ResponseEntity<T> tagged(ResponseEntity.BodyBuilder answer, long version, T body) {
        return answer.header(HttpHeaders.ETAG, "\"" + version + "\"").body(body);
    }
}
