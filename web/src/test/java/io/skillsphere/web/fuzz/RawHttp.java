package io.skillsphere.web.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 without the manners of a client library: what is sent is what stands there, byte by byte. */
final class RawHttp {

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** What is sent; the headers are whole lines. */
    record Request(String method, String target, List<String> headers, byte[] body) {

        /** For people who read of it. */
        @Override
        public String toString() {
            String text = new String(body, StandardCharsets.ISO_8859_1);
            return "%s %s %s %s"
                    .formatted(
                            method,
                            target,
                            headers.stream()
                                    .filter(header -> !header.startsWith("Authorization"))
                                    .toList(),
                            text.length() > 500 ? text.substring(0, 500) + "..." : text);
        }
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String body) {}

    Answer send(Request request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(120_000);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n")
                    .append("Host: localhost\r\nConnection: close\r\n");
            request.headers().forEach(header -> head.append(header).append("\r\n"));
            if (request.body().length > 0) {
                head.append("Content-Length: ").append(request.body().length).append("\r\n");
            }
            out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(request.body());
            try {
                socket.getOutputStream().write(out.toByteArray());
            } catch (IOException e) {
                // It has answered before it had read all of that, and hung up: the answer counts.
            }
            return read(request, socket.getInputStream().readAllBytes());
        }
    }

    private static Answer read(Request request, byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("No answer to " + request);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ?", 2);
            headers.computeIfAbsent(header[0], none -> new ArrayList<>()).add(header[1]);
        }
        String body = text.substring(end + 4);
        if (headers.containsKey("Transfer-Encoding")) {
            body = joined(body);
        }
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int length = line < 0
                    ? 0
                    : Integer.parseInt(chunks.substring(at, line).split(";")[0].trim(), 16);
            if (length == 0) {
                return body.toString();
            }
            body.append(chunks, line + 2, line + 2 + length);
            at = line + 4 + length;
        }
    }
}
