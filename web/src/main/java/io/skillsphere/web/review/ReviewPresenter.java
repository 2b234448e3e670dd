package io.skillsphere.web.review;

import io.skillsphere.api.booking.BookingSide;
import io.skillsphere.api.review.ReviewView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts names and texts into reviews. */
@Component
class ReviewPresenter {

    private final AccountDirectory accounts;
    private final TextReader texts;

    ReviewPresenter(AccountDirectory accounts, TextReader texts) {
        this.accounts = accounts;
        this.texts = texts;
    }

    List<ReviewResource> present(List<ReviewView> reviews) {
        Map<UUID, String> names =
                accounts.names(reviews.stream().map(ReviewPresenter::authorId).collect(Collectors.toSet()));
        Map<UUID, WrittenText> words = texts.read(reviews.stream().map(ReviewView::textId));
        return reviews.stream()
                .map(review -> new ReviewResource(
                        review.id(),
                        review.bookingId(),
                        review.author(),
                        authorId(review),
                        names.get(authorId(review)),
                        review.rating(),
                        text(words, review),
                        review.writtenAt()))
                .toList();
    }

    List<PublicReview> presentToEverybody(List<ReviewView> reviews) {
        Map<UUID, WrittenText> words = texts.read(reviews.stream().map(ReviewView::textId));
        return reviews.stream()
                .map(review -> new PublicReview(review.id(), review.rating(), text(words, review), review.writtenAt()))
                .toList();
    }

    private static UUID authorId(ReviewView review) {
        return review.author() == BookingSide.LEARNER ? review.learnerId() : review.mentorId();
    }

    private static String text(Map<UUID, WrittenText> words, ReviewView review) {
        WrittenText text = words.get(review.textId());
        return text == null ? null : text.body();
    }
}
