package dev.noon.exchange;

import java.nio.charset.StandardCharsets;

/** Replies that the gateway itself makes to say no, by RFC 9457. They reveal nothing of the inside. */
public final class Problem {
    /** Media type of every problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "https://noon.dev/problems/";

    private Problem() {}

    /** The reply for {@code cause}, which must have a status. */
    public static Reply of(Cause cause) {
        return of(cause, "");
    }

    /** The reply for {@code cause}; {@code detail} is plain text that is safe to show, or empty. */
    public static Reply of(Cause cause, String detail) {
        Headers headers = new Headers().add("Content-Type", MEDIA_TYPE).add("Cache-Control", "no-store");
        if (cause.status() == 503) {
            headers.add("Retry-After", "1");
        }
        Said said = new Said(cause.label(), cause.title(), cause.status());
        return new Reply(cause.status(), headers, new Body.Bytes(json(said, detail)));
    }

    /** The reply for a cause that has no status of its own, with {@code status} and {@code title}. */
    public static Reply of(Cause cause, int status, String title) {
        return of(cause, status, title, "");
    }

    /** Like {@link #of(Cause, int, String)}, with {@code detail}, plain text that is safe to show. */
    public static Reply of(Cause cause, int status, String title, String detail) {
        Headers headers = new Headers().add("Content-Type", MEDIA_TYPE).add("Cache-Control", "no-store");
        return new Reply(status, headers, new Body.Bytes(json(new Said(cause.label(), title, status), detail)));
    }

    /** What every problem says. */
    private record Said(String type, String title, int status) {}

    private static byte[] json(Said said, String detail) {
        StringBuilder json = new StringBuilder(160);
        json.append("{\"type\":\"").append(TYPES).append(said.type());
        json.append("\",\"title\":\"").append(said.title());
        json.append("\",\"status\":").append(said.status());
        if (!detail.isEmpty()) {
            json.append(",\"detail\":\"");
            quote(json, detail);
            json.append('"');
        }
        return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(StringBuilder json, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append(c < ' ' ? ' ' : c);
            }
        }
    }
}
