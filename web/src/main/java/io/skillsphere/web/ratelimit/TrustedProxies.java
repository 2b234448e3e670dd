package io.skillsphere.web.ratelimit;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Believes {@code X-Forwarded-For} and its kin where they come from {@code skillsphere.trusted-proxies}, addresses or networks
 * such as {@code 10.0.0.0/8}; from nobody by default. Of several addresses the last counts that is no such proxy itself.
 */
@Component
class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private final List<String> proxies;

    TrustedProxies(@Value("${skillsphere.trusted-proxies:}") List<String> proxies) {
        this.proxies = proxies;
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory tomcat) {
        if (proxies.isEmpty()) {
            return;
        }
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(proxies.stream().map(TrustedProxies::network).collect(Collectors.joining(",")));
        valve.setTrustedProxies(null);
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        tomcat.addEngineValves(valve);
    }

    /** Tomcat takes what has no mask for a regular expression. */
    private static String network(String addressOrNetwork) {
        if (addressOrNetwork.contains("/")) {
            return addressOrNetwork;
        }
        return addressOrNetwork + (addressOrNetwork.contains(":") ? "/128" : "/32");
    }
}
