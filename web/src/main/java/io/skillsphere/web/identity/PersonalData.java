package io.skillsphere.web.identity;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What a feature knows of a person, for the file of everything that {@link AccountExport} writes. */
public interface PersonalData {

    /** The feature's lists by name, each item as the API shows it; read while it is written, so that there may be many. */
    Map<String, Stream<?>> of(UUID accountId);
}
