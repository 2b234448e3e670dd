package io.skillsphere.web;

import io.skillsphere.command.CommandSideConfiguration;
import io.skillsphere.query.QuerySideConfiguration;
import io.skillsphere.web.audit.AuditCommandLine;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** SkillSphere: learners book mentors and pay them in tokens. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({CommandSideConfiguration.class, QuerySideConfiguration.class})
public class SkillSphereApplication {

    public static void main(String[] args) {
        // Axon reads this one from the system alone.
        System.setProperty("disable-axoniq-console-message", "true");
        List<String> words = List.of(args);
        if (!words.isEmpty() && words.get(0).equals("audit")) {
            System.exit(AuditCommandLine.run(words.subList(1, words.size())));
        }
        SpringApplication.run(SkillSphereApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
