package io.skillsphere.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.skillsphere.query.QuerySideTest;
import io.skillsphere.query.Story;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.Configuration;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

class ProjectionsTest extends QuerySideTest {

    @Autowired
    private List<Projection> projections;

    @Autowired
    private Configuration axon;

    @Test
    void one_processor_runs_every_projection_each_with_its_own_dead_letters() {
        assertThat(projections)
                .extracting(Projection::name)
                .containsExactlyInAnyOrder(
                        "skills",
                        "availability",
                        "bookings",
                        "wallets",
                        "transactions",
                        "notifications",
                        "reviews",
                        "chat",
                        "timelines");
        assertThat(axon.eventProcessingConfiguration().eventProcessors()).containsOnlyKeys("projections");
        assertThat(projections).allMatch(projection -> axon.eventProcessingConfiguration()
                .deadLetterQueue(projection.name())
                .isPresent());
    }

    /** Otherwise the stored position would not be that of the last event, and rebuild and lag would be wrong. */
    @Test
    void every_event_type_is_handled_by_at_least_one_projection() {
        assertThat(eventTypes())
                .hasSizeGreaterThan(15)
                .allMatch(type -> log.processor().eventHandlerInvoker().canHandleType(type));
    }

    @Test
    void an_event_that_comes_again_changes_nothing() {
        new Story().append(log);
        log.project();
        Map<String, Object> before = everything();
        assertThat(eventTypes().stream().map(Class::getName))
                .as("the story has an event of every type")
                .containsExactlyInAnyOrderElementsOf(jdbc.sql("SELECT DISTINCT payload_type FROM domain_event_entry")
                        .query(String.class)
                        .list());

        log.redeliver();

        assertThat(everything()).isEqualTo(before);
        assertThat(before.get("dead_letter_entry")).isEqualTo(List.of());
    }

    private static Set<Class<?>> eventTypes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition definition) {
                return true;
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(Revision.class));
        return scanner.findCandidateComponents("io.skillsphere.api").stream()
                .map(definition -> ClassUtils.resolveClassName(definition.getBeanClassName(), null))
                .collect(Collectors.toSet());
    }
}
