package dev.noon.control.audit;

import dev.noon.control.Author;
import dev.noon.control.Chained;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * One entry of the audit log.
 *
 * @param entry the entry itself; empty when it is damaged
 * @param action what was done, for example {@code apply} or {@code token-revoked}
 * @param message what the author wrote, or what else there is to say
 */
public record AuditEntry(
        LogName log,
        long number,
        Optional<? extends Chained> entry,
        String action,
        List<Touch> objects,
        String message) {
    /** The action of an entry that cannot be read. */
    public static final String DAMAGED = "damaged";

    public AuditEntry {
        objects = List.copyOf(objects);
    }

    /**
     * Something that was touched.
     *
     * @param action what was done to it
     * @param object for example {@code ApiProxy/loans} or {@code token/0123456789ab}
     * @param projects its projects, two if it moved; empty when it has none
     * @param before content hash before; empty when it is new or has no contents
     * @param after content hash after
     */
    public record Touch(
            String action,
            String object,
            SortedSet<String> projects,
            Optional<String> before,
            Optional<String> after) {}

    /** Who did it, if that can be read. */
    public Optional<Author> author() {
        return entry.map(Chained::author);
    }

    /** The same with those objects only. */
    AuditEntry with(Predicate<Touch> visible) {
        return new AuditEntry(
                log, number, entry, action, objects.stream().filter(visible).toList(), message);
    }
}
