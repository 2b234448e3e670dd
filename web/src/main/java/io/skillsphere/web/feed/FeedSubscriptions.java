package io.skillsphere.web.feed;

import io.skillsphere.api.feed.FeedHead;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedPage;
import io.skillsphere.api.feed.FindFeedHead;
import io.skillsphere.api.feed.FindFeedOf;
import java.security.Principal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

/**
 * Who follows the feed on this node, their own or what is public, and how far each has got. A subscription that begins after a
 * position first gets what it missed, page by page beside all others, and then what is new: each once, in order.
 *
 * <p>New updates come in one thread, {@link FeedPush}'s. The last page of what was missed is sent in that thread too, so that
 * nothing falls between the two.
 */
@Component
class FeedSubscriptions implements DisposableBean {

    /** The header of SUBSCRIBE with the last position that the client has had. */
    static final String AFTER = "after";

    /** The header of SUBSCRIBE that lets frames come several in one binary message. */
    static final String BATCH = "batch";

    /** In place of a position: from now on, but tell me which position that is. */
    private static final String NOW = "now";

    private static final Logger log = LoggerFactory.getLogger(FeedSubscriptions.class);
    private static final int PAGE = 200;
    private static final int CATCHING_UP_AT_ONCE = 4;

    private final QueryGateway queries;
    private final FeedPresenter presenter;
    private final FeedOutlet outlet;
    private FeedPush push;
    private final Map<String, Follower> followers = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Follower>> live = new ConcurrentHashMap<>();
    private final Set<Follower> ofEverybody = ConcurrentHashMap.newKeySet();
    private final Set<Follower> served = new HashSet<>();
    private final ExecutorService catchingUp = new ThreadPoolExecutor(
            CATCHING_UP_AT_ONCE,
            CATCHING_UP_AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new AxonThreadFactory("feed-catching-up"));

    FeedSubscriptions(QueryGateway queries, FeedPresenter presenter, FeedOutlet outlet) {
        this.queries = queries;
        this.presenter = presenter;
        this.outlet = outlet;
    }

    /** One subscription of one session. */
    private static final class Follower {

        private final String sessionId;
        private final String subscriptionId;
        private final UUID accountId;
        private final FeedOutlet.Line line;
        private volatile long position;
        private volatile boolean gone;

        Follower(String sessionId, String subscriptionId, UUID accountId, FeedOutlet.Line line) {
            this.sessionId = sessionId;
            this.subscriptionId = subscriptionId;
            this.accountId = accountId;
            this.line = line;
        }

        private String key() {
            return key(sessionId, subscriptionId);
        }

        private static String key(String sessionId, String subscriptionId) {
            return sessionId + " " + subscriptionId;
        }
    }

    /** Who has the thread in which new updates come. */
    void followedBy(FeedPush newUpdates) {
        this.push = newUpdates;
    }

    /** Before Spring's own registry knows of it, so that whoever sees a subscription there is followed here. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void subscribed(SessionSubscribeEvent event) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(event.getMessage());
        Principal user = event.getUser();
        boolean own = ("/user" + FeedPush.QUEUE).equals(frame.getDestination());
        if (user == null || !(own || FeedPush.SKILLS.equals(frame.getDestination()))) {
            return;
        }
        Follower follower = new Follower(
                frame.getSessionId(),
                frame.getSubscriptionId(),
                UUID.fromString(user.getName()),
                outlet.lineTo(
                        frame.getSessionId(),
                        frame.getSubscriptionId(),
                        frame.getDestination(),
                        Boolean.parseBoolean(frame.getFirstNativeHeader(BATCH))));
        followers.put(follower.key(), follower);
        if (!own) {
            ofEverybody.add(follower);
            return;
        }
        String after = frame.getFirstNativeHeader(AFTER);
        if (after == null || after.isBlank() || after.equals(NOW)) {
            push.inOrder(position -> {
                follower.position = position;
                if (after != null) {
                    follower.line.send(FeedMessage.position(position));
                    follower.line.flush();
                }
                join(follower);
            });
        } else {
            catchingUp.execute(() -> catchUp(follower, after));
        }
    }

    @EventListener
    void unsubscribed(SessionUnsubscribeEvent event) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(event.getMessage());
        leave(List.of(Follower.key(frame.getSessionId(), String.valueOf(frame.getSubscriptionId()))));
    }

    @EventListener
    void disconnected(SessionDisconnectEvent event) {
        leave(followers.values().stream()
                .filter(follower -> follower.sessionId.equals(event.getSessionId()))
                .map(Follower::key)
                .toList());
    }

    private void leave(Collection<String> keys) {
        for (String key : keys) {
            Follower follower = followers.remove(key);
            if (follower != null) {
                follower.gone = true;
                ofEverybody.remove(follower);
                leave(follower);
            }
        }
    }

    private void leave(Follower follower) {
        live.computeIfPresent(follower.accountId, (id, all) -> {
            all.remove(follower);
            return all.isEmpty() ? null : all;
        });
    }

    private void join(Follower follower) {
        live.compute(follower.accountId, (id, all) -> {
            Set<Follower> joined = all == null ? ConcurrentHashMap.newKeySet() : all;
            joined.add(follower);
            return joined;
        });
        if (follower.gone) { // meanwhile
            leave(follower);
        }
    }

    private void catchUp(Follower follower, String after) {
        try {
            FeedHead head = queries.query(new FindFeedHead(), FeedHead.class).join();
            Long position = parse(after);
            if (position == null || position < head.trimmed() || position > head.position()) {
                resync(follower);
                return;
            }
            follower.position = position;
            while (!follower.gone && sendPage(follower, Long.MAX_VALUE) == PAGE) {
                // There is more.
            }
            push.inOrder(upTo -> {
                while (!follower.gone && sendPage(follower, upTo) == PAGE) {
                    // What came since the last page; nothing new can come before this is sent.
                }
                follower.position = Math.max(follower.position, upTo);
                join(follower);
            });
        } catch (RuntimeException e) {
            log.warn("A client could not be caught up, and is told to begin anew", e);
            resync(follower);
        }
    }

    private static Long parse(String after) {
        try {
            long position = Long.parseLong(after.strip());
            return position < 0 ? null : position;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The client reads its lists anew, and goes on from here. */
    private void resync(Follower follower) {
        push.inOrder(position -> {
            follower.position = position;
            follower.line.send(FeedMessage.resync(position));
            follower.line.flush();
            join(follower);
        });
    }

    private int sendPage(Follower follower, long upTo) {
        List<FeedItem> items = queries.query(
                        new FindFeedOf(follower.accountId, follower.position, upTo, PAGE), FeedPage.class)
                .join()
                .items();
        Map<Long, FeedMessage> presented = presenter.present(items);
        for (FeedItem item : items) {
            FeedMessage message = presented.get(item.position());
            if (message != null) {
                follower.line.send(message);
            }
            follower.position = item.position();
        }
        follower.line.flush();
        return items.size();
    }

    /** Whether anybody here follows that account's feed. */
    boolean follows(UUID accountId) {
        return live.containsKey(accountId);
    }

    /** A new update for whoever follows the account's feed; only in the thread of new updates. */
    void deliver(UUID accountId, FeedMessage message) {
        Set<Follower> all = live.get(accountId);
        if (all == null) {
            return;
        }
        FeedOutlet.Payload payload = outlet.payload(message);
        for (Follower follower : all) {
            if (message.position() > follower.position) {
                follower.position = message.position();
                follower.line.send(payload);
                served.add(follower);
            }
        }
    }

    /** A new update of what is public; only in the thread of new updates. */
    void deliverToEverybody(FeedMessage message) {
        if (!ofEverybody.isEmpty()) {
            FeedOutlet.Payload payload = outlet.payload(message);
            for (Follower follower : ofEverybody) {
                follower.line.send(payload);
                served.add(follower);
            }
        }
    }

    /** Sends what waits to be sent in one message; whether anything did. Only in the thread of new updates. */
    boolean flush() {
        boolean any = false;
        for (Follower follower : served) {
            any |= follower.line.flush();
        }
        served.clear();
        return any;
    }

    @Override
    public void destroy() {
        catchingUp.shutdownNow();
    }
}
