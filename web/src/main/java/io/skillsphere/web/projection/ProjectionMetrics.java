package io.skillsphere.web.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.skillsphere.query.projection.DeadLetters;
import io.skillsphere.query.projection.Projections;
import org.springframework.stereotype.Component;

/** What an operator wants to be woken for: projections that fall behind, and events that one could not handle. */
@Component
class ProjectionMetrics implements MeterBinder {

    private final Projections projections;
    private final DeadLetters deadLetters;

    ProjectionMetrics(Projections projections, DeadLetters deadLetters) {
        this.projections = projections;
        this.deadLetters = deadLetters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("skillsphere.projection.lag", projections, Projections::lag)
                .description("How many positions of the log the projections are behind")
                .register(registry);
        Gauge.builder("skillsphere.dead.letters", deadLetters, DeadLetters::count)
                .description("Events that a projection could not handle")
                .register(registry);
    }
}
