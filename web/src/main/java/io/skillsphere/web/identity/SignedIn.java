package io.skillsphere.web.identity;

/** The answer to signing in; {@code expiresIn} is in seconds, as in OAuth 2.0. */
record SignedIn(AccountView account, String accessToken, String tokenType, long expiresIn) {

    static SignedIn as(AccountView account, AccessTokens tokens) {
        return new SignedIn(
                account,
                tokens.issue(account.id(), account.role()),
                "Bearer",
                tokens.lifetime().toSeconds());
    }
}
