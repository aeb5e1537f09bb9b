package dev.noon.control.audit;

import java.util.List;
import java.util.Optional;

/**
 * A page, newest first.
 *
 * @param next where the next page begins; empty at the end. A page may be short and still have a next one
 */
public record AuditPage(List<AuditEntry> entries, Optional<Cursor> next) {
    public AuditPage {
        entries = List.copyOf(entries);
    }
}
