package io.skillsphere.web.booking;

/** What cancelling would cost now: tokens that go to the mentor, and those that come back to the learner. */
record CancellationQuote(long costTokens, long refundTokens) {}
