package io.skillsphere.query.notification;

import io.skillsphere.api.notification.MutedNotification;
import io.skillsphere.api.notification.NotificationChannel;
import io.skillsphere.api.notification.NotificationType;
import io.skillsphere.api.notification.PreferencesView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of {@code notification_preference}. Whoever has none wants to hear everything, and has no time zone but UTC. */
final class Preferences {

    private static final String SEPARATOR = "/";

    private Preferences() {}

    static PreferencesView find(JdbcClient jdbc, UUID accountId) {
        return jdbc.sql("SELECT * FROM notification_preference WHERE account_id = ?")
                .param(accountId)
                .query(Preferences::row)
                .optional()
                .orElseGet(() -> new PreferencesView(accountId, ZoneId.of("UTC"), Set.of()));
    }

    static String[] names(Collection<MutedNotification> muted) {
        return muted.stream()
                .map(notification -> notification.type() + SEPARATOR + notification.channel())
                .toArray(String[]::new);
    }

    private static PreferencesView row(ResultSet row, int number) throws SQLException {
        return new PreferencesView(
                row.getObject("account_id", UUID.class),
                ZoneId.of(row.getString("zone")),
                Stream.of((String[]) row.getArray("muted").getArray())
                        .map(Preferences::muted)
                        .collect(Collectors.toSet()));
    }

    private static MutedNotification muted(String name) {
        String[] parts = name.split(SEPARATOR);
        return new MutedNotification(NotificationType.valueOf(parts[0]), NotificationChannel.valueOf(parts[1]));
    }
}
