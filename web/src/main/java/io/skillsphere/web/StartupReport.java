package io.skillsphere.web;

import io.skillsphere.web.postgres.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started SkillSphere where to find it. */
@Component
class StartupReport {

    private static final Logger log = LoggerFactory.getLogger(StartupReport.class);

    private final Database database;
    private final Environment environment;

    StartupReport(Database database, Environment environment) {
        this.database = database;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void report() {
        String address = "localhost:" + environment.getProperty("local.server.port");
        log.info("""
                SkillSphere is ready
                    API         http://{}/api
                    Swagger UI  http://{}/api-docs
                    WebSocket   ws://{}/ws
                    Database    {}
                """, address, address, address, database.whereabouts());
    }
}
