package io.skillsphere.web.audit;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Records as RFC 4180 has it: a header with the names of the components, then a row each, each line ended by CR LF. */
public final class Csv {

    /** The media type. */
    public static final String MEDIA_TYPE = "text/csv";

    private Csv() {}

    /** The first of the offered types for a client that takes anything; otherwise the one that it likes best. */
    public static MediaType choose(String accept, MediaType... offered) {
        List<MediaType> wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        return wanted.stream()
                .flatMap(type -> Stream.of(offered).filter(type::includes))
                .findFirst()
                .orElse(offered[0]);
    }

    /** The header line. */
    public static String header(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** The line of one record; what is null is empty. */
    public static String row(Record row) {
        return Stream.of(row.getClass().getRecordComponents())
                .map(component -> value(component, row))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String value(RecordComponent component, Record row) {
        try {
            Object value = component.getAccessor().invoke(row);
            String text = value == null ? "" : value.toString();
            // A sheet must not take a text for a formula; a number may begin with a minus.
            if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
                text = "'" + text;
            }
            return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
