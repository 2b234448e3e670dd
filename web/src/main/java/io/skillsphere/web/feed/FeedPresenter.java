package io.skillsphere.web.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skillsphere.api.availability.AvailabilityView;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.chat.MessageView;
import io.skillsphere.api.chat.ReadMarker;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedType;
import io.skillsphere.api.notification.NotificationView;
import io.skillsphere.api.skill.SkillView;
import io.skillsphere.api.wallet.WalletView;
import io.skillsphere.web.availability.AvailabilityResource;
import io.skillsphere.web.booking.BookingPresenter;
import io.skillsphere.web.booking.BookingResource;
import io.skillsphere.web.chat.ChatPresenter;
import io.skillsphere.web.chat.MessageResource;
import io.skillsphere.web.notification.NotificationPresenter;
import io.skillsphere.web.notification.NotificationResource;
import io.skillsphere.web.skill.SkillPresenter;
import io.skillsphere.web.skill.SkillResource;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes of each update what the matching GET answers, with one look-up of names and texts for many. */
@Component
class FeedPresenter {

    private static final Logger log = LoggerFactory.getLogger(FeedPresenter.class);

    private final ObjectMapper json;
    private final Map<FeedType, Kind<?, ?>> kinds;

    FeedPresenter(
            ObjectMapper json,
            BookingPresenter bookings,
            SkillPresenter skills,
            NotificationPresenter notifications,
            ChatPresenter chat) {
        this.json = json;
        this.kinds = Map.of(
                FeedType.BOOKING, new Kind<>(BookingView.class, BookingResource.class, bookings::present),
                FeedType.SKILL, new Kind<>(SkillView.class, SkillResource.class, skills::present),
                FeedType.AVAILABILITY,
                        new Kind<>(AvailabilityView.class, AvailabilityResource.class, AvailabilityResource::of),
                FeedType.NOTIFICATION,
                        new Kind<>(NotificationView.class, NotificationResource.class, notifications::present),
                FeedType.CHAT_MESSAGE, new Kind<>(MessageView.class, MessageResource.class, chat::present),
                FeedType.CHAT_READ, new Kind<>(ReadMarker.class, ReadMarker.class, Function.identity()),
                FeedType.WALLET, new Kind<>(WalletView.class, WalletView.class, Function.identity()));
    }

    /** What the feed keeps of a type, and what is shown of it. */
    private record Kind<V, R>(Class<V> view, Class<R> shown, Function<List<V>, List<R>> presenter) {}

    /** What {@code data} is in updates of this type. */
    Class<?> shownAs(FeedType type) {
        return kinds.get(type).shown();
    }

    /** The messages by feed position, in its order; without those that can't be made, so that they stop nobody else's. */
    Map<Long, FeedMessage> present(List<FeedItem> items) {
        try {
            return presentAll(items);
        } catch (RuntimeException e) {
            if (items.size() > 1) {
                Map<Long, FeedMessage> messages = new TreeMap<>();
                items.forEach(item -> messages.putAll(present(List.of(item))));
                return messages;
            }
            log.error(
                    "Update {} of the feed can't be shown, and is left out",
                    items.get(0).position(),
                    e);
            return Map.of();
        }
    }

    private Map<Long, FeedMessage> presentAll(List<FeedItem> items) {
        Map<Long, FeedMessage> messages = new TreeMap<>();
        kinds.forEach((type, kind) -> present(items, type, kind, messages));
        return messages;
    }

    private <V> void present(List<FeedItem> items, FeedType type, Kind<V, ?> kind, Map<Long, FeedMessage> messages) {
        List<FeedItem> ofType =
                items.stream().filter(item -> item.type() == type).toList();
        if (ofType.isEmpty()) {
            return; // and nothing to look up
        }
        Iterator<?> data = kind.presenter()
                .apply(ofType.stream().map(item -> read(item, kind.view())).toList())
                .iterator();
        ofType.forEach(item -> messages.put(
                item.position(),
                new FeedMessage(item.position(), type.wireName(), item.resourceId(), item.version(), data.next())));
    }

    private <V> V read(FeedItem item, Class<V> view) {
        try {
            return json.readValue(item.data(), view);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
