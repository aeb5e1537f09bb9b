package dev.noon.control.audit;

import dev.noon.control.Chained;
import dev.noon.control.audit.AuditEntry.Touch;
import java.util.Optional;

/**
 * What somebody looks for; every part is text or time, never a query.
 *
 * @param actor part of the actor's name
 * @param action the whole action
 * @param object part of an object's name
 * @param project the whole name of a project
 * @param times when
 */
public record AuditFilter(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> object,
        Optional<String> project,
        Times times) {
    /** Everything. */
    public static final AuditFilter ALL =
            new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Times.ALL);

    /** From {@code since} on and before {@code until}, milliseconds since the epoch. */
    public record Times(long since, long until) {
        /** Always. */
        public static final Times ALL = new Times(0, Long.MAX_VALUE);

        boolean contain(long millis) {
            return millis >= since && millis < until;
        }
    }

    /** Whether author and time fit; the rest costs more to find out. */
    boolean mayAccept(Chained entry) {
        return times.contain(entry.timeMillis())
                && actor.map(entry.author().actor()::contains).orElse(true);
    }

    boolean accepts(AuditEntry entry) {
        return (entry.entry().isPresent() || actor.isEmpty())
                && action.map(entry.action()::equals).orElse(true)
                && object.map(text -> entry.objects().stream()
                                .anyMatch(touch -> touch.object().contains(text)))
                        .orElse(true)
                && project.map(text -> entry.objects().stream().anyMatch(touch -> concerns(touch, text)))
                        .orElse(true);
    }

    private static boolean concerns(Touch touch, String project) {
        return touch.projects().contains(project) || touch.projects().contains("*");
    }
}
