package io.skillsphere.web.authorisation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** What other tests want to know of routes and of who may call them. */
public final class Permissions {

    private Permissions() {}

    /** Every route of the application, as method and pattern. */
    public static Set<String> routes(ApplicationContext application) {
        return Routes.of(application);
    }

    /** By route, whether somebody who is not signed in gets further than 401, as the table says. */
    public static Map<String, Boolean> openToEverybody() {
        Map<String, Boolean> open = new HashMap<>();
        AuthorisationTable.rows().stream()
                .filter(row -> row.expected().containsKey(Caller.ANONYMOUS))
                .forEach(row -> open.put(
                        row.route(), !row.expected().get(Caller.ANONYMOUS).equals("401")));
        return open;
    }
}
