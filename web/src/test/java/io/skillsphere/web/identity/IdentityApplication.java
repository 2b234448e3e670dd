package io.skillsphere.web.identity;

import com.zaxxer.hikari.HikariDataSource;
import io.skillsphere.web.problem.FailingProbe;
import io.skillsphere.web.projection.ProjectionUpdates;
import io.skillsphere.web.projection.ReadSide;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.springboot.autoconfig.JpaAutoConfiguration;
import org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** Identity and problems as they run, on a real Postgres and a real command bus; only the wallets behind it are recorded. */
@EnableAutoConfiguration(exclude = {JpaAutoConfiguration.class, JpaEventStoreAutoConfiguration.class})
@ComponentScan(
        basePackages = {
            "io.skillsphere.web.identity",
            "io.skillsphere.web.mail",
            "io.skillsphere.web.idempotency",
            "io.skillsphere.web.problem",
            "io.skillsphere.web.ratelimit"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Probe).*"))
@Import({RecordedWallets.class, ReadSide.class, ProjectionUpdates.class, Probe.class, FailingProbe.class})
public class IdentityApplication {

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder().start();
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(EmbeddedPostgres postgres) {
        return DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(postgres.getJdbcUrl("postgres", "postgres"))
                .build();
    }

    @Bean
    EventStorageEngine nothingIsStored() {
        return new InMemoryEventStorageEngine();
    }
}
