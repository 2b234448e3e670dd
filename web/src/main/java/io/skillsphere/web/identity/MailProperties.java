package io.skillsphere.web.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where mail goes out; while no server is named, e-mail addresses count as verified. */
@ConfigurationProperties("skillsphere.mail")
record MailProperties(String smtpUrl) {

    boolean isConfigured() {
        return smtpUrl != null && !smtpUrl.isBlank();
    }
}
