package io.skillsphere.web.identity;

import io.skillsphere.web.mail.Letter;
import io.skillsphere.web.mail.Mail;
import io.skillsphere.web.mail.Mail.Wording;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;

/** Tells somebody that their account can now be signed in to with a provider. The reference is the provider's issuer. */
@Component
class SignInAddedLetter implements Letter {

    static final String KIND = "sign-in-added";

    private final Accounts accounts;
    private final OAuthProviders providers;

    SignInAddedLetter(Accounts accounts, OAuthProviders providers) {
        this.accounts = accounts;
        this.providers = providers;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Mail> write(UUID accountId, String reference) {
        return accounts.findById(accountId).map(Account::view).map(account -> write(account, nameOf(reference)));
    }

    private String nameOf(String issuer) {
        return providers
                .enabled()
                .filter(provider -> issuer.equals(provider.getProviderDetails().getIssuerUri()))
                .map(ClientRegistration::getClientName)
                .findFirst()
                .orElse(issuer);
    }

    private static Mail write(AccountView account, String provider) {
        return new Mail(
                account.email(),
                "You can now sign in with " + provider,
                new Wording(
                        "Hello " + account.name() + ",",
                        List.of(
                                "Somebody with this address signed in to SkillSphere with " + provider
                                        + " just now. Since the address is yours, that is your SkillSphere account from now"
                                        + " on.",
                                "If it was not you, somebody else has an account at " + provider
                                        + " with your address: secure it there, and write to whoever runs this SkillSphere."),
                        null,
                        "You get this mail once for each way of signing in."));
    }
}
