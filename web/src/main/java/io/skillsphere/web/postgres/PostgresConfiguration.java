package io.skillsphere.web.postgres;

import static org.springframework.util.StringUtils.hasText;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database: the one that {@code DATABASE_URL} names, or else the embedded one. */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    // All that uses the database depends on this bean, so that it is there first and is closed last.
    @Bean(destroyMethod = "close")
    Database database(DatabaseProperties properties, @Value("${skillsphere.data-dir}") Path dataFolder) {
        if (hasText(properties.url())) {
            return DatabaseUrl.parse(properties.url(), properties.username(), properties.password());
        }
        return properties.join() ? EmbeddedPostgres.startOrJoin(dataFolder) : EmbeddedPostgres.start(dataFolder);
    }
}
