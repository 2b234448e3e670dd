package io.skillsphere.query.notification;

import io.skillsphere.api.notification.CountUnread;
import io.skillsphere.api.notification.FindNotification;
import io.skillsphere.api.notification.FindNotifications;
import io.skillsphere.api.notification.FindPreferences;
import io.skillsphere.api.notification.NotificationPage;
import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.api.notification.PreferencesView;
import io.skillsphere.api.notification.UnreadCount;
import io.skillsphere.query.paging.NewestFirst;
import io.skillsphere.query.row.RecordRowMapper;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the inboxes, and how their owners want to be told. */
@Component
class NotificationQueries {

    private final JdbcClient jdbc;

    NotificationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    Optional<NotificationView> find(FindNotification query) {
        return jdbc.sql("SELECT * FROM notification_view WHERE id = ?")
                .param(query.notificationId())
                .query(new RecordRowMapper<>(NotificationView.class))
                .optional();
    }

    @QueryHandler
    NotificationPage find(FindNotifications query) {
        return NewestFirst.of(jdbc, "SELECT * FROM notification_view")
                .where("account_id = ?", query.accountId())
                .where("read = ?", query.unreadOnly() ? false : null)
                .page(
                        query.before(),
                        query.limit(),
                        new RecordRowMapper<>(NotificationView.class),
                        NotificationView::position,
                        NotificationPage::new);
    }

    @QueryHandler
    UnreadCount count(CountUnread query) {
        return new UnreadCount(jdbc.sql("SELECT count(*) FROM notification_view WHERE account_id = ? AND NOT read")
                .param(query.accountId())
                .query(Long.class)
                .single());
    }

    @QueryHandler
    PreferencesView find(FindPreferences query) {
        return Preferences.find(jdbc, query.accountId());
    }
}
