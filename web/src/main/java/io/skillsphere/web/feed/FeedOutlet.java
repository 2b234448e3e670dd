package io.skillsphere.web.feed;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.broker.OrderedMessageChannelDecorator;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends MESSAGE frames to single subscriptions. Past the broker, which may not have noted a subscription yet when its first
 * message is due.
 */
@Component
class FeedOutlet {

    private static final Log LOG = LogFactory.getLog(FeedOutlet.class);

    private final MessageChannel outbound;
    private final JsonMapper json;

    FeedOutlet(@Lazy @Qualifier("clientOutboundChannel") MessageChannel outbound, JsonMapper json) {
        this.outbound = outbound;
        this.json = json;
    }

    /** The message as it is sent: made once, however many read it. */
    byte[] payload(FeedMessage message) {
        return json.writeValueAsBytes(message);
    }

    /** The way to one subscription; it knows its order, and who reads slowly keeps nobody else waiting. */
    Line lineTo(String sessionId, String subscriptionId) {
        return new Line(sessionId, subscriptionId, new OrderedMessageChannelDecorator(outbound, LOG));
    }

    /** See {@link #lineTo}. One thread at a time may send. */
    final class Line {

        private final String sessionId;
        private final String subscriptionId;
        private final MessageChannel ordered;
        private long sent;

        private Line(String sessionId, String subscriptionId, MessageChannel ordered) {
            this.sessionId = sessionId;
            this.subscriptionId = subscriptionId;
            this.ordered = ordered;
        }

        void send(FeedMessage message) {
            send(payload(message));
        }

        void send(byte[] payload) {
            StompHeaderAccessor frame = StompHeaderAccessor.create(StompCommand.MESSAGE);
            frame.setSessionId(sessionId);
            frame.setSubscriptionId(subscriptionId);
            frame.setDestination("/user" + FeedPush.QUEUE);
            frame.setMessageId(sessionId + "-" + subscriptionId + "-" + ++sent);
            frame.setContentType(MimeTypeUtils.APPLICATION_JSON);
            frame.setLeaveMutable(true);
            ordered.send(MessageBuilder.createMessage(payload, frame.getMessageHeaders()));
        }
    }
}
