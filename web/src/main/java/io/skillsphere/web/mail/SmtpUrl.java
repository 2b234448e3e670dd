package io.skillsphere.web.mail;

import io.skillsphere.web.StartRefusedException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * {@code smtp://[user:password@]host[:port]}, encrypted where the server can, and always where there is a password; or
 * {@code smtps://...}, encrypted from the start. The server must be who its certificate says.
 */
final class SmtpUrl {

    private static final int PATIENCE_MILLIS = 10_000;

    private SmtpUrl() {}

    /** The sender to that server; refuses to start with what is no such URL, without repeating it. */
    static JavaMailSenderImpl sender(String url) {
        URI uri = parse(url);
        boolean encrypted = uri.getScheme().equals("smtps");
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        sender.setHost(uri.getHost());
        sender.setPort(uri.getPort() > 0 ? uri.getPort() : encrypted ? 465 : 587);
        boolean withPassword = uri.getRawUserInfo() != null;
        if (withPassword) {
            String[] user = uri.getRawUserInfo().split(":", 2);
            sender.setUsername(decoded(user[0]));
            sender.setPassword(user.length < 2 ? "" : decoded(user[1]));
        }
        Properties smtp = sender.getJavaMailProperties();
        smtp.setProperty("mail.smtp.auth", String.valueOf(withPassword));
        smtp.setProperty("mail.smtp.ssl.enable", String.valueOf(encrypted));
        smtp.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        smtp.setProperty("mail.smtp.starttls.enable", "true");
        smtp.setProperty("mail.smtp.starttls.required", String.valueOf(withPassword && !encrypted));
        for (String what : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            smtp.setProperty("mail.smtp." + what, String.valueOf(PATIENCE_MILLIS));
        }
        return sender;
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url.strip());
            if (("smtp".equals(uri.getScheme()) || "smtps".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, for both.
        }
        throw new StartRefusedException(
                "SMTP_URL is not the address of a mail server.",
                "Write smtp://host:port or smtps://user:password@host, with %40 for an @ in the password.");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
