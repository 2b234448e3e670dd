package io.skillsphere.web.feed;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a WebSocket session may take.
 *
 * @param heartbeat how often either side says that it is still there; who is silent three times as long is cut off
 * @param framesPerSecond how many frames a session may send, in the long run; five seconds' worth of them at once
 * @param sessionsPerAccount how many sessions an account may have on one node
 * @param subscriptionsPerSession how many subscriptions a session may have
 * @param sendTimeLimit how long a client may take to take something before it is cut off
 * @param sendBuffer how much may wait for a client before it is cut off
 */
@Validated
@ConfigurationProperties("skillsphere.websocket")
record WebSocketProperties(
        @DefaultValue("PT10S") @NotNull Duration heartbeat,
        @DefaultValue("20") @Min(1) int framesPerSecond,
        @DefaultValue("20") @Min(1) int sessionsPerAccount,
        @DefaultValue("100") @Min(1) int subscriptionsPerSession,
        @DefaultValue("PT5S") @NotNull Duration sendTimeLimit,
        @DefaultValue("512KB") @NotNull DataSize sendBuffer) {}
