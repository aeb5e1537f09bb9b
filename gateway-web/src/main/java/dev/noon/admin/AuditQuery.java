package dev.noon.admin;

import dev.noon.control.audit.AuditFilter;
import dev.noon.control.audit.Cursor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What a request looks for in the audit log. */
final class AuditQuery {
    static final String[] KNOWN = {"actor", "action", "object", "project", "since", "until", "limit", "before"};
    private static final int MAX_TEXT = 200;

    private AuditQuery() {}

    /** @throws BadRequest if a text is too long or a time is none */
    static AuditFilter filter(Query query) {
        AuditFilter.Times times = new AuditFilter.Times(
                millis(query, "since", AuditFilter.Times.ALL.since()),
                millis(query, "until", AuditFilter.Times.ALL.until()));
        return new AuditFilter(
                text(query, "actor"), text(query, "action"), text(query, "object"), text(query, "project"), times);
    }

    /** @throws BadRequest if it is no cursor */
    static Cursor cursor(Query query, String name, Cursor otherwise) {
        Optional<String> text = query.text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return Cursor.parse(text.get())
                .orElseThrow(() -> new BadRequest(name + " is " + text.get() + "; must be a next of an earlier page"));
    }

    private static Optional<String> text(Query query, String name) {
        Optional<String> text = query.text(name);
        if (text.isPresent() && text.get().length() > MAX_TEXT) {
            throw new BadRequest(name + " has " + text.get().length() + " characters; must be at most " + MAX_TEXT);
        }
        return text;
    }

    private static long millis(Query query, String name, long otherwise) {
        Optional<String> text = query.text(name);
        try {
            return text.map(Instant::parse).map(Instant::toEpochMilli).orElse(otherwise);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new BadRequest(name + " is " + text.orElse("") + "; must be a time such as 2026-11-21T12:00:00Z");
        }
    }
}
