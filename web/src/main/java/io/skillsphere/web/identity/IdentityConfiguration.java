package io.skillsphere.web.identity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Settings of identity, and the clockwork of what it does by itself. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties({
    FirstAdminProperties.class,
    OAuthProperties.class,
    ScrapeProperties.class,
    TokenProperties.class,
    WelcomeGrantProperties.class
})
class IdentityConfiguration {}
