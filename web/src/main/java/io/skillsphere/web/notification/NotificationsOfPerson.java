package io.skillsphere.web.notification;

import io.skillsphere.api.notification.FindNotifications;
import io.skillsphere.api.notification.FindPreferences;
import io.skillsphere.api.notification.NotificationPage;
import io.skillsphere.api.notification.PreferencesView;
import io.skillsphere.web.identity.PersonalData;
import io.skillsphere.web.page.EveryPage;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** What somebody was told, and how they want to be told. */
@Component
class NotificationsOfPerson implements PersonalData {

    private static final int AT_ONCE = 100;

    private final QueryGateway queries;
    private final NotificationPresenter presenter;

    NotificationsOfPerson(QueryGateway queries, NotificationPresenter presenter) {
        this.queries = queries;
        this.presenter = presenter;
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        PreferencesView preferences = queries.query(new FindPreferences(accountId), PreferencesView.class)
                .join();
        return Map.of(
                "notifications",
                EveryPage.of(
                        before -> page(accountId, before),
                        page -> presenter.present(page.items()),
                        NotificationPage::next),
                "notificationPreferences",
                Stream.of(PreferencesResource.of(preferences)));
    }

    private NotificationPage page(UUID accountId, Long before) {
        return queries.query(new FindNotifications(accountId, false, before, AT_ONCE), NotificationPage.class)
                .join();
    }
}
