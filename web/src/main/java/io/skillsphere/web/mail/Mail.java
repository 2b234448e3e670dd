package io.skillsphere.web.mail;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * A mail as it goes out: to whom, what about, what it says.
 *
 * @param attachment a file that comes with it, or null
 * @param unsubscribe the address that stops mails of its kind, by a POST without more ado (RFC 8058); null where they can't be
 */
public record Mail(String to, String subject, Wording wording, Attachment attachment, String unsubscribe) {

    /** A mail without a file that can't be unsubscribed from. */
    public Mail(String to, String subject, Wording wording) {
        this(to, subject, wording, null, null);
    }

    /** What it says, for those who read text. */
    String text() {
        return wording.text(unsubscribe);
    }

    /** What it says, for those who read HTML. */
    String html() {
        return wording.html(unsubscribe);
    }

    /** It names a person. */
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }

    /** A file: its name, its media type and its bytes. */
    public record Attachment(String name, String type, byte[] content) {}

    /** A link that stands out: what it does, and where it leads. */
    public record Button(String label, String url) {}

    /** What a mail says: a greeting, paragraphs, a link (null for none), and in small print why it came. */
    public record Wording(String greeting, List<String> paragraphs, Button button, String smallPrint) {

        private static final String HTML = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
                <body style="margin:0;padding:24px;background:#f4f5f7;font:16px/1.5 -apple-system,'Segoe UI',Roboto,sans-serif;color:#1f2933">
                <div style="max-width:32em;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px">
                %s
                </div>
                </body>
                </html>
                """;

        private static final String STOP = "Stop mails of this kind";
        private static final String STOP_LINK = "<a href=\"%s\" style=\"color:#52606d\">%s</a>";

        private static final String BUTTON = """
                <p style="margin:24px 0"><a href="%1$s" style="display:inline-block;padding:12px 24px;background:#1d4ed8;color:#ffffff;text-decoration:none;border-radius:6px">%2$s</a></p>
                <p style="font-size:13px;color:#52606d">If the button does not work, open this address:<br><a href="%1$s" style="color:#1d4ed8;word-break:break-all">%1$s</a></p>""";

        private String text(String unsubscribe) {
            Stream<String> link = button == null ? Stream.empty() : Stream.of(button.label() + ":\n" + button.url());
            String stop = unsubscribe == null ? "" : "\n" + STOP + ": " + unsubscribe;
            return Stream.of(Stream.of(greeting), paragraphs.stream(), link, Stream.of("-- \n" + smallPrint + stop))
                            .flatMap(part -> part)
                            .collect(Collectors.joining("\n\n"))
                    + "\n";
        }

        private String html(String unsubscribe) {
            Stream<String> link = button == null
                    ? Stream.empty()
                    : Stream.of(BUTTON.formatted(escaped(button.url()), escaped(button.label())));
            String stop = unsubscribe == null ? "" : "<br>" + STOP_LINK.formatted(escaped(unsubscribe), STOP);
            return HTML.formatted(Stream.of(
                            Stream.concat(Stream.of(greeting), paragraphs.stream())
                                    .map(paragraph -> "<p>" + lines(paragraph) + "</p>"),
                            link,
                            Stream.of("<p style=\"margin-top:32px;font-size:13px;color:#52606d\">" + escaped(smallPrint)
                                    + stop + "</p>"))
                    .flatMap(part -> part)
                    .collect(Collectors.joining("\n")));
        }

        private static String lines(String text) {
            return escaped(text).replace("\n", "<br>\n");
        }

        private static String escaped(String text) {
            return HtmlUtils.htmlEscape(text, "UTF-8");
        }
    }
}
