package io.skillsphere.web.text;

import io.skillsphere.api.text.FindTexts;
import io.skillsphere.api.text.Texts;
import io.skillsphere.api.text.WrittenText;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Reads what people wrote, for the answers that show it. */
@Component
public class TextReader {

    private final QueryGateway queries;

    TextReader(QueryGateway queries) {
        this.queries = queries;
    }

    /** The texts with these ids, nulls left out; what was erased is missing. */
    public Map<UUID, WrittenText> read(Stream<UUID> ids) {
        Set<UUID> wanted = ids.filter(Objects::nonNull).collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return new HashMap<>();
        }
        return queries.query(new FindTexts(wanted), Texts.class).join().items().stream()
                .collect(Collectors.toMap(WrittenText::id, Function.identity()));
    }
}
