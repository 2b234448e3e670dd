package io.skillsphere.web.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says when the projections have moved on, on whichever node they run: each of their commits notifies a channel of
 * Postgres, and one thread of each node listens. It also speaks now and then unasked, so that a lost connection only delays.
 */
@Component
public class ProjectionUpdates implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProjectionUpdates.class);
    private static final int LOOK_ANYWAY_MILLIS = 250;

    /** After the messaging behind it, before the web server in front: whoever can ask can be told. */
    public static final int PHASE = SpringAxonConfiguration.LIFECYCLE_PHASE + 1;

    private final DataSource dataSource;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<String>> channels = new ConcurrentHashMap<>();
    private volatile Thread thread;

    ProjectionUpdates(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The listener gets what is sent to this channel by any node, in the listening thread; to be called before the start. */
    public void onMessage(String channel, Consumer<String> listener) {
        channels.put(channel, listener);
    }

    /** The listener is called after each commit of the projections, in the listening thread: it must not block. */
    public void onUpdate(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void start() {
        thread = new AxonThreadFactory("projection-updates").newThread(this::listenUntilStopped);
        thread.start();
    }

    private void listenUntilStopped() {
        while (isRunning()) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN projections");
                for (String channel : channels.keySet()) {
                    statement.execute("LISTEN " + channel);
                }
                PGConnection postgres = connection.unwrap(PGConnection.class);
                while (isRunning()) {
                    for (PGNotification message : postgres.getNotifications(LOOK_ANYWAY_MILLIS)) {
                        channels.getOrDefault(message.getName(), nobody -> {}).accept(message.getParameter());
                    }
                    listeners.forEach(Runnable::run);
                }
                statement.execute("UNLISTEN *");
            } catch (SQLException e) {
                if (isRunning()) {
                    log.warn("Lost the connection that listens for updates; trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Thread stopping = thread;
        thread = null;
        try {
            stopping.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
