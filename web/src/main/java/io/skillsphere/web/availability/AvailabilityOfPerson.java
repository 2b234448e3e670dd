package io.skillsphere.web.availability;

import io.skillsphere.api.availability.AvailabilityView;
import io.skillsphere.api.availability.FindAvailability;
import io.skillsphere.web.identity.PersonalData;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** When a mentor takes sessions, as it was published. */
@Component
class AvailabilityOfPerson implements PersonalData {

    private final QueryGateway queries;

    AvailabilityOfPerson(QueryGateway queries) {
        this.queries = queries;
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "availability",
                queries
                        .query(
                                new FindAvailability(accountId),
                                ResponseTypes.optionalInstanceOf(AvailabilityView.class))
                        .join()
                        .stream()
                        .map(AvailabilityResource::of));
    }
}
