package io.skillsphere.web.feed;

import io.skillsphere.api.feed.FeedHead;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedPage;
import io.skillsphere.api.feed.FindFeed;
import io.skillsphere.api.feed.FindFeedHead;
import io.skillsphere.web.projection.ProjectionUpdates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.stereotype.Component;

/** Follows the feed from where it stood at start-up, and pushes each update to the sessions of those who may see it. */
@Component
class FeedPush implements SmartLifecycle {

    static final String QUEUE = "/queue/feed";
    static final String SKILLS = "/topic/skills";

    private static final Logger log = LoggerFactory.getLogger(FeedPush.class);
    private static final int PAGE = 500;

    private final QueryGateway queries;
    private final FeedPresenter presenter;
    private final SimpMessagingTemplate messages;
    private final SimpUserRegistry users;
    private final ProjectionUpdates updates;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(new AxonThreadFactory("feed"));
    private final AtomicBoolean asked = new AtomicBoolean();
    private long position;
    private volatile boolean running;

    FeedPush(
            QueryGateway queries,
            FeedPresenter presenter,
            SimpMessagingTemplate messages,
            SimpUserRegistry users,
            ProjectionUpdates updates) {
        this.queries = queries;
        this.presenter = presenter;
        this.messages = messages;
        this.users = users;
        this.updates = updates;
    }

    @Override
    public void start() {
        position = queries.query(new FindFeedHead(), FeedHead.class).join().position();
        running = true;
        updates.onUpdate(this::ask);
    }

    private void ask() {
        if (running && asked.compareAndSet(false, true)) {
            executor.execute(this::push);
        }
    }

    private void push() {
        asked.set(false);
        try {
            List<FeedItem> items;
            do {
                items = queries.query(new FindFeed(position, PAGE), FeedPage.class)
                        .join()
                        .items();
                List<FeedItem> watched = items.stream().filter(this::isWatched).toList();
                Map<Long, FeedMessage> presented = presenter.present(watched);
                watched.forEach(item -> send(item, presented.get(item.position())));
                position =
                        items.isEmpty() ? position : items.get(items.size() - 1).position();
            } while (items.size() == PAGE);
        } catch (RuntimeException e) {
            if (running) {
                log.error(
                        "Could not push the feed after position {}; it is tried again at the next update.",
                        position,
                        e);
            }
        }
    }

    /** Nobody pays for names and texts that no session here will see. */
    private boolean isWatched(FeedItem item) {
        return item.recipientId() == null
                ? users.getUserCount() > 0
                : users.getUser(item.recipientId().toString()) != null;
    }

    private void send(FeedItem item, FeedMessage message) {
        if (item.recipientId() == null) {
            messages.convertAndSend(SKILLS, message);
        } else {
            messages.convertAndSendToUser(item.recipientId().toString(), QUEUE, message);
        }
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return ProjectionUpdates.PHASE;
    }
}
