package io.skillsphere.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** A failure as clients see it: the problem details of RFC 9457, under a type that stays the same. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String correlationId,
        List<Violation> violations) {}
