package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import io.skillsphere.web.StartRefusedException;
import io.skillsphere.web.problem.ProblemException;
import jakarta.validation.Validator;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Opens the first ADMIN's account at start. An account that is there already is left as it is. */
@Component
class FirstAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);
    private static final String NAME = "Administrator";
    private static final String REMEDY = "Set another one and start again.";

    private final FirstAdminProperties properties;
    private final Accounts accounts;
    private final AccountOpening opening;
    private final PasswordHasher hasher;
    private final Validator validator;

    FirstAdmin(
            FirstAdminProperties properties,
            Accounts accounts,
            AccountOpening opening,
            PasswordHasher hasher,
            Validator validator) {
        this.properties = properties;
        this.accounts = accounts;
        this.opening = opening;
        this.hasher = hasher;
        this.validator = validator;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (properties.email().isBlank()) {
            return;
        }
        String email = properties.email().strip();
        Optional<Account> known = accounts.findByEmail(email);
        if (known.isEmpty()) {
            open(email);
        } else if (known.get().role() != Role.ADMIN) {
            log.warn(
                    "SKILLSPHERE_ADMIN_EMAIL names account {}, which is not an ADMIN and stays so",
                    known.get().id());
        }
    }

    private void open(String email) {
        refuseWhatCouldNotSignIn(email);
        String hash = hasher.hash(properties.password());
        try {
            Account account = opening.openVouched(UUID.randomUUID(), NAME, email, hash, Role.ADMIN);
            log.info("Opened account {} for the first ADMIN", account.id());
        } catch (ProblemException e) {
            log.info("Another node has opened the first ADMIN's account: {}", e.getMessage());
        }
    }

    private void refuseWhatCouldNotSignIn(String email) {
        if (!validator.validateValue(Login.class, "email", email).isEmpty()) {
            throw new StartRefusedException("SKILLSPHERE_ADMIN_EMAIL is not an e-mail address.", REMEDY);
        }
        PasswordPolicy.objectionTo(properties.password(), NAME, email).ifPresent(objection -> {
            throw new StartRefusedException("SKILLSPHERE_ADMIN_PASSWORD " + objection + ".", REMEDY);
        });
    }
}
