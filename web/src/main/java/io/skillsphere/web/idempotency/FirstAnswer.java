package io.skillsphere.web.idempotency;

import java.util.Map;

/** What a request was answered the first time. */
record FirstAnswer(int status, Map<String, String> headers, String body) {}
