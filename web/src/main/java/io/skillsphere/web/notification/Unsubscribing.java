package io.skillsphere.web.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skillsphere.api.notification.InboxId;
import io.skillsphere.api.notification.MuteNotification;
import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.web.mail.MailProperties;
import io.skillsphere.web.projection.Commands;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stops mails of a kind for whoever has the link that came with one. The link names the account and the kind, signed, and is
 * good for nothing else and for ever.
 */
@Component
class Unsubscribing {

    static final String PATH = "/api/notifications/unsubscribe";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 32;

    private final Commands commands;
    private final MailProperties mail;
    private final JdbcClient jdbc;

    Unsubscribing(Commands commands, MailProperties mail, JdbcClient jdbc) {
        this.commands = commands;
        this.mail = mail;
        this.jdbc = jdbc;
    }

    /** What a link is about. */
    record Subscription(UUID accountId, NotificationType type) {}

    /** The link that stops mails of this kind to this account. */
    String link(UUID accountId, NotificationType type) {
        byte[] name = type.name().getBytes(UTF_8);
        byte[] subscription = ByteBuffer.allocate(ID_BYTES + name.length)
                .putLong(accountId.getMostSignificantBits())
                .putLong(accountId.getLeastSignificantBits())
                .put(name)
                .array();
        byte[] token = ByteBuffer.allocate(SIGNATURE_BYTES + subscription.length)
                .put(signature(subscription))
                .put(subscription)
                .array();
        return mail.route(
                PATH + "?token=" + Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    /** What a link's token is about; empty if we did not sign it. */
    Optional<Subscription> read(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length <= SIGNATURE_BYTES + ID_BYTES) {
            return Optional.empty();
        }
        byte[] subscription = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature(subscription), Arrays.copyOf(bytes, SIGNATURE_BYTES))) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(subscription);
        UUID accountId = new UUID(read.getLong(), read.getLong());
        return Optional.of(new Subscription(
                accountId, NotificationType.valueOf(UTF_8.decode(read).toString())));
    }

    /** Stops them; nothing happens where they are stopped already. */
    CompletableFuture<?> stop(Subscription subscription) {
        return commands.send(new MuteNotification(
                new InboxId(subscription.accountId()),
                new MutedNotification(subscription.type(), NotificationChannel.EMAIL)));
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] signature(byte[] subscription) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return mac.doFinal(subscription);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] key() {
        return jdbc.sql("SELECT key FROM unsubscribe_key").query(byte[].class).single();
    }
}
