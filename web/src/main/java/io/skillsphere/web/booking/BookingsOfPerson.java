package io.skillsphere.web.booking;

import io.skillsphere.api.booking.BookingPage;
import io.skillsphere.api.booking.FindBookings;
import io.skillsphere.web.identity.PersonalData;
import io.skillsphere.web.page.EveryPage;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Somebody's bookings, on either side. */
@Component
class BookingsOfPerson implements PersonalData {

    private static final int AT_ONCE = 100;

    private final QueryGateway queries;
    private final BookingPresenter presenter;

    BookingsOfPerson(QueryGateway queries, BookingPresenter presenter) {
        this.queries = queries;
        this.presenter = presenter;
    }

    @Override
    public Map<String, Stream<?>> of(UUID accountId) {
        return Map.of(
                "bookings",
                EveryPage.of(
                        before -> page(accountId, before), page -> presenter.present(page.items()), BookingPage::next));
    }

    private BookingPage page(UUID accountId, Long before) {
        return queries.query(new FindBookings(accountId, null, null, null, null, before, AT_ONCE), BookingPage.class)
                .join();
    }
}
