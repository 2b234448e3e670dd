package io.skillsphere.web.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/** Answers with a problem what Tomcat refuses before any filter sees it, such as an address that is no address. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ContainerProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final ProblemAnswers answers;

    ContainerProblems(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory tomcat) {
        // Inside the valve that Boot adds, and so before it.
        tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReport()));
    }

    private final class ProblemReport extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            // A method that there is not is the client's mistake, not something that we have yet to build.
            HttpStatusCode status = response.getStatus() == HttpStatus.NOT_IMPLEMENTED.value()
                    ? HttpStatus.METHOD_NOT_ALLOWED
                    : HttpStatusCode.valueOf(response.getStatus());
            response.setHeader(CorrelationId.HEADER, CorrelationId.of(request));
            try {
                answers.write(ProblemException.of(status, "The request could not be processed."), request, response);
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("The client has gone", e);
            }
        }
    }
}
