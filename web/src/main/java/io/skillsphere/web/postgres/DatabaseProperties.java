package io.skillsphere.web.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Which database to use: without a URL, the embedded one. */
@ConfigurationProperties("skillsphere.database")
record DatabaseProperties(String url, String username, String password) {

    @Override
    public String toString() {
        return "DatabaseProperties"; // the URL may hold a password
    }
}
