package io.skillsphere.web.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Credentials of the first ADMIN, who gives the others their roles; nobody where the e-mail is empty. */
@ConfigurationProperties("skillsphere.admin")
record FirstAdminProperties(
        @DefaultValue("") String email, @DefaultValue("") String password) {

    @Override
    public String toString() {
        return "FirstAdminProperties[email=" + email + "]";
    }
}
