package io.skillsphere.web.feed;

import io.skillsphere.api.feed.FeedType;
import io.skillsphere.web.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What everybody may subscribe to who is connected: what is theirs, and what is public. */
@Configuration(proxyBeanMethods = false)
class FeedDestinations {

    @Bean
    StompDestination followingOnesFeed(FeedPresenter presenter) {
        return StompDestination.openToAll(
                "/user" + FeedPush.QUEUE,
                "Every update that the account may see. The header `after` of SUBSCRIBE is the last position that the client has"
                        + " had: it gets what it missed, then what is new, each once and in order. Without it comes what is new,"
                        + " and with `after: now` the position first.",
                Stream.concat(
                                Stream.of(FeedType.values()).map(type -> update(presenter, type)),
                                Stream.of(
                                        new StompMessage(
                                                "position",
                                                "After `after: now`: the feed is at this position, and goes on from here.",
                                                FeedMessage.class,
                                                FeedMessage.POSITION,
                                                null),
                                        new StompMessage(
                                                "resync",
                                                "What was missed is not kept any more: read everything anew; the feed goes on"
                                                        + " from this position.",
                                                FeedMessage.class,
                                                FeedMessage.RESYNC,
                                                null)))
                        .toList());
    }

    @Bean
    StompDestination followingTheCatalogue(FeedPresenter presenter) {
        return StompDestination.openToAll(
                FeedPush.SKILLS,
                "Skills as they are published, changed and retired.",
                List.of(update(presenter, FeedType.SKILL)));
    }

    @Bean
    StompDestination hearingOfOnesErrors() {
        return StompDestination.openToAll(
                "/user" + StompDestination.ERRORS,
                "What became of messages that could not be done: as it would be answered by HTTP.",
                List.of(StompMessage.of("problem", "A message could not be done.", Problem.class)));
    }

    private static StompMessage update(FeedPresenter presenter, FeedType type) {
        return new StompMessage(
                type.wireName(),
                "How something of the type `%s` is now; `data` is what the matching GET answers."
                        .formatted(type.wireName()),
                FeedMessage.class,
                type.wireName(),
                presenter.shownAs(type));
    }
}
