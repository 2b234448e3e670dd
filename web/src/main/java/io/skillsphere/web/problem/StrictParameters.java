package io.skillsphere.web.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads parameters as strictly as bodies are read. */
@Component
class StrictParameters implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, StrictValues::instant);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return true; // the parameters have been looked at, and may be the error
        }
        if (hasBody(handler)
                && request.getContentType() != null
                && request.getContentType().contains("*")) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "A body is of one media type.");
        }
        request.getParameterMap().forEach((name, values) -> {
            if (!Stream.of(values).allMatch(StrictValues::isText)) {
                throw ProblemException.invalid(name, Expectation.of(String.class));
            }
        });
        return true;
    }

    private static boolean hasBody(Object handler) {
        return handler instanceof HandlerMethod method
                && Stream.of(method.getMethodParameters())
                        .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }
}
