package io.skillsphere.web.feed;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** STOMP at {@code /ws}: what a session may do is decided frame by frame, see {@link StompGuard}. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
@EnableConfigurationProperties(WebSocketProperties.class)
class WebSocketConfiguration implements WebSocketMessageBrokerConfigurer {

    private static final int MESSAGE_SIZE = 64 * 1024;

    private final StompGuard guard;
    private final SessionTraffic traffic;
    private final WebSocketProperties properties;
    private final List<ExecutorChannelInterceptor> followers;
    private final TaskScheduler scheduler;
    private final String[] allowedOrigins;

    WebSocketConfiguration(
            StompGuard guard,
            SessionTraffic traffic,
            WebSocketProperties properties,
            List<ExecutorChannelInterceptor> followers,
            @Lazy @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler,
            @Value("${skillsphere.allowed-origins:}") String[] allowedOrigins) {
        this.guard = guard;
        this.traffic = traffic;
        this.properties = properties;
        this.followers = followers;
        this.scheduler = scheduler;
        this.allowedOrigins = allowedOrigins;
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws").setAllowedOrigins(allowedOrigins);
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        long heartbeat = properties.heartbeat().toMillis();
        registry.enableSimpleBroker("/queue", "/topic")
                .setHeartbeatValue(new long[] {heartbeat, heartbeat})
                .setTaskScheduler(scheduler);
        registry.setApplicationDestinationPrefixes("/app");
        // A session's frames leave in the order in which they were sent: the feed is a sequence.
        registry.setPreservePublishOrder(true);
    }

    @Override
    public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
        registration
                .addDecoratorFactory(traffic)
                .setMessageSizeLimit(MESSAGE_SIZE)
                .setTimeToFirstMessage(10_000);
    }

    /**
     * A frame is handled by the thread that reads it: what somebody says first is said first, and who is told of a subscription
     * is told after it was let in. With threads in between, Spring tells of it while another one still changes its headers, and
     * now and then nobody is told.
     */
    @Override
    public void configureClientInboundChannel(ChannelRegistration registration) {
        registration.executor(new SyncTaskExecutor());
        registration.interceptors(guard).interceptors(followers.toArray(ChannelInterceptor[]::new));
    }

    /** What the operating system takes for a client that reads nothing is not seen here: little, then. */
    @Bean
    static WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> socketBuffers() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("socket.txBufSize", Integer.toString(MESSAGE_SIZE)));
    }
}
