package io.skillsphere.web.booking;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.skillsphere.api.booking.LookAtBooking;
import io.skillsphere.command.booking.Deadlines;
import io.skillsphere.web.projection.Commands;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has bookings looked at when their time comes. Any node may: db-scheduler lets one at a time pick a look, and gives it to
 * another when that one dies. What a look finds is decided by the booking.
 */
@Component
class BookingDeadlines implements SmartLifecycle {

    private static final Duration POLL_EVERY = Duration.ofSeconds(1);
    private static final int THREADS = 2;

    /** A node that has not said for four of these that it lives is dead, and another takes its looks. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final OneTimeTask<Void> look;
    private Scheduler scheduler;

    BookingDeadlines(DataSource dataSource, Commands commands) {
        this.dataSource = dataSource;
        this.look = Tasks.oneTime(Deadlines.TASK)
                .onFailure(new OnFailureRetryLater<>(Duration.ofSeconds(30)))
                .execute((instance, context) -> commands.send(new LookAtBooking(bookingId(instance.getId())))
                        .join());
    }

    private static UUID bookingId(String instance) {
        return UUID.fromString(instance.substring(0, instance.indexOf('/')));
    }

    @Override
    public void start() {
        scheduler = Scheduler.create(dataSource, look)
                .threads(THREADS)
                .pollingInterval(POLL_EVERY)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .build();
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
        scheduler = null;
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** After the buses that it sends by. */
    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 1;
    }
}
