package io.skillsphere.web.postgres;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which database to use: without a URL, the embedded one.
 *
 * @param join whether to use the embedded one of a SkillSphere that runs already, as who only looks does
 */
@ConfigurationProperties("skillsphere.database")
record DatabaseProperties(String url, String username, String password, boolean join) {

    @Override
    public String toString() {
        return "DatabaseProperties"; // the URL may hold a password
    }
}
