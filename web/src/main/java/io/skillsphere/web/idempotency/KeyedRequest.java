package io.skillsphere.web.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A request that came with an Idempotency-Key, while it runs.
 *
 * @param id the same however often it comes
 * @param owner the account that sent it, or {@link #NOBODY}
 * @param firstAt when it first came, if it did before without having been answered; else null
 */
record KeyedRequest(UUID id, UUID owner, String key, Instant firstAt) {

    static final UUID NOBODY = new UUID(0, 0);

    private static final String ATTRIBUTE = KeyedRequest.class.getName();

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Optional<KeyedRequest> of(HttpServletRequest request) {
        return Optional.ofNullable((KeyedRequest) request.getAttribute(ATTRIBUTE));
    }

    /** The one that this thread runs, if it does. */
    static Optional<KeyedRequest> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : Optional.empty();
    }

    boolean isRepeated() {
        return firstAt != null;
    }
}
