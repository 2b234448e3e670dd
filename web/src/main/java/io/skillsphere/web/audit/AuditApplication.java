package io.skillsphere.web.audit;

import io.skillsphere.query.QuerySideConfiguration;
import io.skillsphere.web.StartRefusedException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The read side and the log without what serves people: no web server, and nothing that runs by itself. Not a
 * configuration that a scan may find, since the application is none of this.
 */
@EnableAutoConfiguration(exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
@ConfigurationPropertiesScan({"io.skillsphere.web.postgres", "io.skillsphere.web.audit"})
@ComponentScan({"io.skillsphere.web.postgres", "io.skillsphere.web.eventstore"})
@Import({QuerySideConfiguration.class, AuditKeys.class, Notary.class})
class AuditApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Processors, timers and listeners are here, but nobody starts them: an audit only looks. */
    @Bean
    LifecycleProcessor lifecycleProcessor() {
        return new LifecycleProcessor() {
            @Override
            public void onRefresh() {}

            @Override
            public void onClose() {}

            @Override
            public void start() {}

            @Override
            public void stop() {}

            @Override
            public boolean isRunning() {
                return false;
            }
        };
    }

    /** Nor does an audit change the schema. */
    @Bean
    FlywayMigrationStrategy onlyUpToDate() {
        return flyway -> {
            if (flyway.info().pending().length > 0) {
                throw new StartRefusedException(
                        "The database was last used by an older SkillSphere, or by none.",
                        "Start this SkillSphere on it once, or set DATABASE_URL or SKILLSPHERE_DATA_DIR to what is to be"
                                + " audited.");
            }
        };
    }
}
