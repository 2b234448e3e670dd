package io.skillsphere.web.mail;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where mail goes out, who it is from, and where its links lead; while no server is named, e-mail addresses count as verified.
 */
@Validated
@ConfigurationProperties("skillsphere.mail")
public record MailProperties(
        @DefaultValue("") String smtpUrl,

        @NotBlank @DefaultValue("SkillSphere <no-reply@localhost>")
        String from,

        @NotBlank @DefaultValue("http://localhost:8080") String links) {

    /** Whether there is a server to send mail by. */
    public boolean isConfigured() {
        return !smtpUrl.isBlank();
    }

    /** The address of a page, with a secret that browsers tell no server: it stands after the hash sign. */
    public String link(String page, String secret) {
        return links.replaceAll("/+$", "") + "/" + page + "#token=" + secret;
    }

    /** The URL may carry a password. */
    @Override
    public String toString() {
        return "MailProperties[from=" + from + ", links=" + links + "]";
    }
}
