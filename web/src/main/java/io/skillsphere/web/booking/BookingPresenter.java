package io.skillsphere.web.booking;

import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.text.TextReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts names and texts into bookings. */
@Component
public class BookingPresenter {

    private final AccountDirectory accounts;
    private final TextReader texts;

    BookingPresenter(AccountDirectory accounts, TextReader texts) {
        this.accounts = accounts;
        this.texts = texts;
    }

    /** The bookings in the given order, as their people see them. */
    public List<BookingResource> present(List<BookingView> bookings) {
        Map<UUID, String> namesById = accounts.names(bookings.stream()
                .flatMap(booking -> Stream.of(booking.learnerId(), booking.mentorId()))
                .collect(Collectors.toSet()));
        Map<UUID, WrittenText> textsById =
                texts.read(bookings.stream().flatMap(booking -> Stream.of(booking.wordingId(), booking.noteId())));
        return bookings.stream()
                .map(booking -> present(booking, namesById, textsById))
                .toList();
    }

    private static BookingResource present(BookingView booking, Map<UUID, String> names, Map<UUID, WrittenText> texts) {
        WrittenText wording = texts.get(booking.wordingId());
        WrittenText note = texts.get(booking.noteId());
        return new BookingResource(
                booking.id(),
                booking.learnerId(),
                names.get(booking.learnerId()),
                booking.mentorId(),
                names.get(booking.mentorId()),
                booking.skillId(),
                wording == null ? null : wording.title(),
                note == null ? null : note.body(),
                booking.startsAt(),
                booking.endsAt(),
                booking.priceTokens(),
                booking.status(),
                booking.rejection() == null ? null : booking.rejection().code(),
                booking.proposedBy() == null
                        ? null
                        : new BookingResource.Proposal(booking.proposedBy(), booking.proposedStartsAt()),
                booking.policy(),
                booking.version(),
                booking.createdAt(),
                booking.updatedAt());
    }
}
