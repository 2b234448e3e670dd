package io.skillsphere.web.feed;

import io.skillsphere.api.feed.FeedHead;
import io.skillsphere.api.feed.FeedItem;
import io.skillsphere.api.feed.FeedPage;
import io.skillsphere.api.feed.FindFeed;
import io.skillsphere.api.feed.FindFeedHead;
import io.skillsphere.query.feed.FeedRetention;
import io.skillsphere.web.projection.ProjectionUpdates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Follows the feed from where it stood at start-up, and pushes each update to the sessions of those who may see it, in one thread
 * and so in order.
 */
@Component
class FeedPush implements SmartLifecycle {

    static final String QUEUE = "/queue/feed";
    static final String SKILLS = "/topic/skills";

    private static final Logger log = LoggerFactory.getLogger(FeedPush.class);
    private static final int PAGE = 500;
    private static final Duration LONGEST_REST = Duration.ofMillis(50);

    private final QueryGateway queries;
    private final FeedPresenter presenter;
    private final FeedSubscriptions subscriptions;
    private final ProjectionUpdates updates;
    private final FeedRetention retention;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(new AxonThreadFactory("feed"));
    private final AtomicBoolean asked = new AtomicBoolean();
    private long position;
    private volatile boolean running;

    FeedPush(
            QueryGateway queries,
            FeedPresenter presenter,
            FeedSubscriptions subscriptions,
            ProjectionUpdates updates,
            FeedRetention retention) {
        this.retention = retention;
        this.queries = queries;
        this.presenter = presenter;
        this.subscriptions = subscriptions;
        subscriptions.followedBy(this);
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
                Map<Long, FeedMessage> presented =
                        presenter.present(items.stream().filter(this::isWatched).toList());
                long begun = System.nanoTime();
                for (FeedItem item : items) {
                    FeedMessage message = presented.get(item.position());
                    position = item.position(); // what fails now was tried, and is not sent twice
                    if (message != null) {
                        send(item, message);
                    }
                }
                if (subscriptions.flush()) {
                    restAsLongAs(System.nanoTime() - begun);
                }
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

    /**
     * Where many follow, the next updates come together meanwhile, and go in one message: half the time is left to others, and the
     * more there is to do, the less each update costs.
     */
    private static void restAsLongAs(long nanos) {
        LockSupport.parkNanos(Math.min(nanos, LONGEST_REST.toNanos()));
    }

    /** Does something between two updates, and tells it the position of the last. */
    void inOrder(LongConsumer between) {
        executor.execute(() -> between.accept(position));
    }

    /** Nobody pays for names and texts that no session here will see. */
    private boolean isWatched(FeedItem item) {
        return item.recipientId() == null || subscriptions.follows(item.recipientId());
    }

    private void send(FeedItem item, FeedMessage message) {
        if (item.recipientId() == null) {
            subscriptions.deliverToEverybody(message);
        } else {
            subscriptions.deliver(item.recipientId(), message);
        }
    }

    @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void forgetWhatIsOld() {
        long trimmed = retention.trim();
        if (trimmed > 0) {
            log.info("Forgot {} old updates of the feed", trimmed);
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
