package io.skillsphere.web.identity;

/** The answer to signing in; {@code expiresIn} is in seconds and about the access token, as in OAuth 2.0. */
record SignedIn(AccountView account, String accessToken, String refreshToken, String tokenType, long expiresIn) {

    static SignedIn to(OpenSession session, AccessTokens tokens) {
        AccessTokens.Issued issued = tokens.issue(session);
        return new SignedIn(
                session.account(),
                issued.token(),
                session.refreshToken().value(),
                "Bearer",
                issued.lifetime().toSeconds());
    }

    @Override
    public String toString() {
        return "SignedIn[account=" + account.id() + "]";
    }
}
