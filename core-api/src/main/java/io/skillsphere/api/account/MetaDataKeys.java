package io.skillsphere.api.account;

/** The names under which every message carries who and what caused it. */
public final class MetaDataKeys {

    /** Id of the account that acted; absent where the system itself acted. */
    public static final String ACTOR = "actor";

    /** {@link Role} of that account when it acted. */
    public static final String ACTOR_ROLE = "actorRole";

    /** Id of the request that everything in this chain goes back to. */
    public static final String CORRELATION_ID = "correlationId";

    /** Id of the message that directly caused this one. */
    public static final String CAUSATION_ID = "causationId";

    /** The Idempotency-Key of the HTTP request, where it had one. */
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";

    /** W3C trace id of the HTTP request, where it had one. */
    public static final String TRACE_ID = "traceId";

    private MetaDataKeys() {}
}
