package io.skillsphere.web.notification;

import io.skillsphere.web.notification.Unsubscribing.Subscription;
import io.skillsphere.web.problem.ProblemCode;
import io.skillsphere.web.problem.ProblemException;
import io.skillsphere.web.problem.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the links lead that stop mails (RFC 8058). Whoever follows one sees a button; a program that looks at all links in a
 * mail stops nothing by that.
 */
@Tag(name = "Notifications")
@RestController
@RequestMapping(path = Unsubscribing.PATH, produces = MediaType.TEXT_HTML_VALUE)
class UnsubscribeController {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>SkillSphere</title></head>
            <body style="font:16px/1.5 sans-serif;max-width:32em;margin:48px auto;padding:0 16px">
            %s
            </body>
            </html>
            """;

    private final Unsubscribing unsubscribing;

    UnsubscribeController(Unsubscribing unsubscribing) {
        this.unsubscribing = unsubscribing;
    }

    @Operation(summary = "A page that asks whether to stop mails of a kind; stops nothing")
    @GetMapping
    @Refuses(also = ProblemCode.LINK_INVALID)
    String ask(@RequestParam @Size(max = 200) String token) {
        return PAGE.formatted("""
                <p>Do you want no more mails of this kind (%s)?</p>
                <form method="post"><button>Stop them</button></form>""".formatted(kind(read(token))));
    }

    @Operation(summary = "Stop mails of a kind, with the token of the link in one")
    @PostMapping
    @Refuses(also = ProblemCode.LINK_INVALID)
    CompletableFuture<String> stop(@RequestParam @Size(max = 200) String token) {
        Subscription subscription = read(token);
        return unsubscribing
                .stop(subscription)
                .thenApply(done -> PAGE.formatted(
                        "<p>You will get no more mails of this kind (%s).</p>".formatted(kind(subscription))));
    }

    private Subscription read(String token) {
        return unsubscribing
                .read(token)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.LINK_INVALID, "This link is not one that came with a mail of ours."));
    }

    private static String kind(Subscription subscription) {
        return subscription.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
