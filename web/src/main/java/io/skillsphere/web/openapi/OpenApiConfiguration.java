package io.skillsphere.web.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.access.AuthorizationManagerWebInvocationPrivilegeEvaluator.HttpServletRequestTransformer;
import org.springframework.security.web.access.PathPatternRequestTransformer;

/** What the description of the API begins with; the operations come from the controllers, see {@link Descriptions}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String BEARER = "bearer";

    static {
        ModelResolver.enumsAsRef = true; // one type with one name for clients, however often it is used
    }

    /** Lets the security rules be asked without a request: they look at what kind of dispatch it is, which nothing tells them then. */
    @Bean
    HttpServletRequestTransformer requestsThatAreAskedAbout() {
        HttpServletRequestTransformer paths = new PathPatternRequestTransformer();
        return request -> new HttpServletRequestWrapper(paths.transform(request)) {
            @Override
            public DispatcherType getDispatcherType() {
                return DispatcherType.REQUEST;
            }
        };
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("SkillSphere")
                        .version("1")
                        .description("""
                                Learners book mentors and pay them in tokens.

                                Every failure is a problem of RFC 9457 (`application/problem+json`) whose `type` ends in a code for programs. \
                                Lists come in pages: `next` in the body and `Link` in the header lead to the next one. What has a version has it \
                                as `ETag`; send it back as `If-Match` to change only what you saw, as `If-None-Match` to read only what is new. \
                                A `POST` with an `Idempotency-Key` can be sent again and is answered as the first time. Unknown fields are refused.""")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("Where this description comes from")))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("The access token of `POST /api/auth/login`.")));
    }
}
