package io.skillsphere.command.rejection;

import io.skillsphere.api.rejection.CommandRejectedException;
import io.skillsphere.api.rejection.RejectionCode;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;

/** Expectations of refused commands. */
public final class Refusal {

    private Refusal() {}

    public static Matcher<CommandRejectedException> refusedWith(RejectionCode code) {
        return new FeatureMatcher<>(Matchers.is(code), "refused with", "rejection code") {
            @Override
            protected RejectionCode featureValueOf(CommandRejectedException refusal) {
                return refusal.rejection().code();
            }
        };
    }
}
