package io.skillsphere.web.demo;

import io.skillsphere.api.account.Actor;
import io.skillsphere.api.account.Role;
import io.skillsphere.api.booking.BookingStatus;
import io.skillsphere.api.booking.BookingView;
import io.skillsphere.api.booking.CancelBooking;
import io.skillsphere.api.booking.CompleteBooking;
import io.skillsphere.api.booking.ConfirmBooking;
import io.skillsphere.api.booking.DeclineBooking;
import io.skillsphere.api.booking.FindBooking;
import io.skillsphere.api.booking.ProposeReschedule;
import io.skillsphere.api.booking.RequestBooking;
import io.skillsphere.api.skill.PublishSkill;
import io.skillsphere.api.text.WrittenText;
import io.skillsphere.web.StartRefusedException;
import io.skillsphere.web.booking.BookingProperties;
import io.skillsphere.web.identity.AccountDirectory;
import io.skillsphere.web.identity.Registrar;
import io.skillsphere.web.projection.Commands;
import io.skillsphere.web.projection.ReadSide;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * With {@code --demo}, fills an empty system through commands: mentors, skills, learners, and a booking in every state in
 * which one can rest. Refused where there are accounts, so that nothing of anybody's is mixed with it.
 */
@Component
class DemoData implements ApplicationRunner {

    private final AccountDirectory accounts;
    private final Registrar registrar;
    private final Commands commands;
    private final QueryGateway queries;
    private final ReadSide readSide;
    private final BookingProperties properties;
    private final Clock clock;

    DemoData(
            AccountDirectory accounts,
            Registrar registrar,
            Commands commands,
            QueryGateway queries,
            ReadSide readSide,
            BookingProperties properties,
            Clock clock) {
        this.accounts = accounts;
        this.registrar = registrar;
        this.commands = commands;
        this.queries = queries;
        this.readSide = readSide;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!arguments.containsOption("demo")) {
            return;
        }
        if (!accounts.isEmpty()) {
            throw new StartRefusedException(
                    "Demo data are for an empty system, and this one has accounts.",
                    "Start without --demo, or set SKILLSPHERE_DATA_DIR to another folder.");
        }
        String password = newPassword();
        fill(password);
        // To the person who asked for it, not to the log, which may be kept.
        System.out.printf("""

                Demo accounts, all with the password %s
                    mentors   clara@demo.example, ravi@demo.example, mei@demo.example
                    learners  tom@demo.example, ana@demo.example
                %n""", password);
    }

    private static String newPassword() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private void fill(String password) {
        UUID clara = register("Clara Weiss", "clara", Role.MENTOR, password);
        UUID ravi = register("Ravi Menon", "ravi", Role.MENTOR, password);
        UUID mei = register("Mei Tanaka", "mei", Role.MENTOR, password);
        UUID tom = register("Tom Okafor", "tom", Role.LEARNER, password);
        UUID ana = register("Ana Sousa", "ana", Role.LEARNER, password);

        UUID piano = publish(clara, "Piano for beginners", "Scales, posture and a first piece.", "Music", 60, 3);
        UUID theory = publish(clara, "Music theory", "Keys, chords and how to hear them.", "Music", 45, 2);
        UUID java =
                publish(ravi, "Java code review", "Bring a pull request, leave with a better one.", "Software", 60, 4);
        UUID sourcing = publish(ravi, "Event sourcing", "From the first event to a projection.", "Software", 90, 9);
        UUID ink = publish(mei, "Ink drawing", "Line, wash and patience.", "Art", 60, 2);

        UUID settled = request(tom, piano, 3, "I have a keyboard with 61 keys.");
        send(new ConfirmBooking(settled, clara));
        send(new CompleteBooking(settled, tom));
        await(settled, BookingStatus.SETTLED);

        UUID confirmed = request(tom, ink, 5, null);
        send(new ConfirmBooking(confirmed, mei));

        request(ana, java, 7, "A service of about 2,000 lines.");

        UUID declined = request(ana, theory, 9, null);
        send(new DeclineBooking(declined, clara));

        UUID cancelled = request(ana, ink, 11, null);
        send(new CancelBooking(cancelled, ana, WrittenText.note("I am away that week.")));
        await(cancelled, BookingStatus.CANCELLED);

        UUID moved = request(ana, piano, 12, "Is another day possible?");
        send(new ConfirmBooking(moved, clara));
        send(new ProposeReschedule(moved, clara, inDays(14)));

        request(tom, sourcing, 13, "More than I can pay, to see what happens.");
    }

    private UUID register(String name, String mailbox, Role role, String password) {
        return registrar
                .registerVouched(name, mailbox + "@demo.example", password, role)
                .join()
                .id();
    }

    private UUID publish(
            UUID mentorId, String name, String description, String category, int minutes, long priceTokens) {
        UUID id = UUID.randomUUID();
        WrittenText wording = new WrittenText(UUID.randomUUID(), name, description, category, List.of("demo"));
        send(new PublishSkill(id, new Actor(mentorId, Role.MENTOR), wording, minutes, priceTokens));
        return id;
    }

    /** A booking once its tokens are held or refused. */
    private UUID request(UUID learnerId, UUID skillId, int daysAhead, String note) {
        UUID id = UUID.randomUUID();
        send(new RequestBooking(
                skillId, id, learnerId, inDays(daysAhead), WrittenText.note(note), properties.policy()));
        await(id, BookingStatus.PENDING, BookingStatus.REJECTED);
        return id;
    }

    private Instant inDays(int days) {
        return clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(days, ChronoUnit.DAYS)
                .plus(15, ChronoUnit.HOURS);
    }

    private void send(Object command) {
        commands.send(command).join();
    }

    private void await(UUID bookingId, BookingStatus... statuses) {
        readSide.await(() -> queries.query(
                                new FindBooking(bookingId), ResponseTypes.optionalInstanceOf(BookingView.class))
                        .join()
                        .filter(booking -> List.of(statuses).contains(booking.status())))
                .join();
    }
}
