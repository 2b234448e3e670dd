package io.skillsphere.web.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The first ADMIN can't be given this password: start-up ends with one sentence instead of a stack trace. */
class FirstAdminRefused extends RuntimeException {

    FirstAdminRefused(String message) {
        super(message);
    }

    static class Analyzer extends AbstractFailureAnalyzer<FirstAdminRefused> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, FirstAdminRefused refused) {
            return new FailureAnalysis(refused.getMessage(), "Set another one and start again.", refused);
        }
    }
}
