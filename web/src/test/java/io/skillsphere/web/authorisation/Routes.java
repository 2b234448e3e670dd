package io.skillsphere.web.authorisation;

import io.skillsphere.web.feed.StompDestinations;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.handler.DestinationPatternsMessageCondition;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Everything that the running application can be asked for, as method and pattern; without files, which are the same for all. */
final class Routes {

    private Routes() {}

    static Set<String> of(ApplicationContext application) {
        Set<String> routes = new TreeSet<>();
        application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(Routes::of)
                .forEach(routes::add);
        application.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMap().entrySet().stream())
                .filter(mapped -> !(mapped.getValue() instanceof ResourceHttpRequestHandler))
                .map(mapped -> "GET " + mapped.getKey())
                .forEach(routes::add);
        StompDestinations.toSubscribeTo(application).map("SUBSCRIBE "::concat).forEach(routes::add);
        toSendTo(application).map("SEND "::concat).forEach(routes::add);
        routes.add("CONNECT /ws");
        return routes;
    }

    private static Stream<String> of(RequestMappingInfo mapping) {
        Collection<?> methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream().flatMap(pattern -> (methods.isEmpty() ? List.of("GET") : methods)
                .stream().map(method -> method + " " + pattern));
    }

    private static Stream<String> toSendTo(ApplicationContext application) {
        SimpAnnotationMethodMessageHandler handler = application.getBean(SimpAnnotationMethodMessageHandler.class);
        List<String> prefixes = List.copyOf(handler.getDestinationPrefixes());
        return handler.getHandlerMethods().keySet().stream()
                .map(mapping -> mapping.getDestinationConditions())
                .map(DestinationPatternsMessageCondition::getPatterns)
                .flatMap(Set::stream)
                .flatMap(pattern -> prefixes.isEmpty()
                        ? Stream.of(pattern)
                        : prefixes.stream().map(prefix -> prefix.replaceFirst("/$", "") + pattern));
    }
}
