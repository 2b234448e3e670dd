package io.skillsphere.web.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where mail goes out, who it is from, and where its links lead; while no server is named, e-mail addresses count as verified.
 *
 * @param links where pages are that people see
 * @param api where the API is, if not there
 * @param retryAfter how long after the first failure a mail is tried again; twice as long after each that follows
 * @param attempts how often a mail is tried before it is a dead letter
 * @param retention how long it is known that a mail was sent, so that it is not sent again
 */
@Validated
@ConfigurationProperties("skillsphere.mail")
public record MailProperties(
        @DefaultValue("") String smtpUrl,

        @NotBlank @DefaultValue("SkillSphere <no-reply@localhost>")
        String from,

        @NotBlank @DefaultValue("http://localhost:8080") String links,

        @DefaultValue("") String api,
        @NotNull @DefaultValue("PT1M") Duration retryAfter,
        @Min(1) @Max(30) @DefaultValue("10") int attempts,
        @NotNull @DefaultValue("P30D") Duration retention) {

    /** Whether there is a server to send mail by. */
    public boolean isConfigured() {
        return !smtpUrl.isBlank();
    }

    /** The address of a page, with a secret that browsers tell no server: it stands after the hash sign. */
    public String link(String page, String secret) {
        return page(page) + "#token=" + secret;
    }

    /** The address of a page. */
    public String page(String page) {
        return withoutSlash(links) + "/" + page;
    }

    /** The address of a route of ours; where none was named, it is served where the pages are. */
    public String route(String path) {
        return withoutSlash(api.isBlank() ? links : api) + path;
    }

    private static String withoutSlash(String url) {
        return url.replaceAll("/+$", "");
    }

    /** The URL may carry a password. */
    @Override
    public String toString() {
        return "MailProperties[from=" + from + ", links=" + links + "]";
    }
}
