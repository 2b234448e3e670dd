package io.skillsphere.web.page;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Answers lists page by page: the cursor in the body, and the next page's address in the Link header. */
public final class Pages {

    private Pages() {}

    /** A page whose next one starts below the given log position, or is the last where that is null. */
    public static <T> ResponseEntity<Page<T>> of(List<T> items, Long next) {
        if (next == null) {
            return ResponseEntity.ok(new Page<>(items, null));
        }
        String cursor = new Cursor(next).toString();
        String link = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("cursor", cursor)
                .toUriString();
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(link))
                .body(new Page<>(items, cursor));
    }
}
