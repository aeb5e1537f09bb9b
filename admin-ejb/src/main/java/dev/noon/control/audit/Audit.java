package dev.noon.control.audit;

import dev.noon.control.Chained;
import dev.noon.control.NotFound;
import dev.noon.control.Stores;
import dev.noon.control.access.Grants;
import dev.noon.control.access.Permission;
import dev.noon.control.audit.AuditEntry.Touch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The audit log of one environment. Thread-safe. */
public final class Audit {
    /** Most entries that one call looks at. */
    private static final int LOOKED_AT = 2_000;

    /** Managers' clocks differ: an entry this much older than asked for ends the search. */
    private static final long CLOCKS_MILLIS = Duration.ofHours(1).toMillis();

    private final String environment;
    private final Stores stores;
    private final Entries entries;

    /** @param entries turns what the logs hold into audit entries */
    public Audit(String environment, Stores stores, Entries entries) {
        this.environment = environment;
        this.stores = stores;
        this.entries = entries;
    }

    /**
     * The entries that {@code filter} accepts and {@code viewer} may see, newest first.
     *
     * @param before where to begin
     * @param limit most entries, from 1
     */
    public AuditPage page(AuditFilter filter, Grants viewer, Cursor before, int limit) {
        List<Source<?>> sources = sources(before);
        List<AuditEntry> page = new ArrayList<>();
        for (int looked = 0; looked < LOOKED_AT && page.size() < limit; looked++) {
            Source<?> newest = newest(sources);
            if (newest.reader().peek().isEmpty()) {
                return new AuditPage(page, Optional.empty());
            }
            if (newest.reader().time() < filter.times().since() - CLOCKS_MILLIS) {
                newest.reader().end();
                continue;
            }
            newest.take(filter)
                    .flatMap(entry -> visible(entry, viewer))
                    .filter(filter::accepts)
                    .ifPresent(page::add);
        }
        return new AuditPage(page, next(sources));
    }

    /**
     * One entry.
     *
     * @throws NotFound if there is none, or {@code viewer} may see nothing of it
     */
    public AuditEntry entry(LogName log, long number, Grants viewer) {
        Source<?> source = source(log, new Cursor(number + 1, number + 1, number + 1));
        boolean there = number > 0
                && source.reader()
                        .peek()
                        .filter(slot -> slot.number() == number)
                        .isPresent();
        return Optional.of(source)
                .filter(found -> there)
                .flatMap(found -> found.take(AuditFilter.ALL))
                .flatMap(found -> visible(found, viewer))
                .orElseThrow(() -> new NotFound("there is no entry " + number + " in " + log.text()));
    }

    /** A log that is read backwards, and how its slots become entries. */
    private record Source<T extends Chained>(Backwards<T> reader, Entries.Of<T> entries) {
        /** The next entry; none if author and time tell already that it is not looked for. */
        Optional<AuditEntry> take(AuditFilter filter) {
            Slot<T> slot = reader.take();
            return slot.entry().map(filter::mayAccept).orElse(true)
                    ? Optional.of(entries.entry(slot))
                    : Optional.empty();
        }
    }

    private List<Source<?>> sources(Cursor before) {
        List<Source<?>> sources = new ArrayList<>();
        for (LogName log : LogName.values()) {
            sources.add(source(log, before));
        }
        return sources;
    }

    private Source<?> source(LogName log, Cursor before) {
        return switch (log) {
            case REVISIONS ->
                new Source<>(new Backwards<>(environment, stores.revisions(), before.revisions()), entries::revision);
            case OPERATIONS ->
                new Source<>(
                        new Backwards<>(environment, stores.operations(), before.operations()), entries::operation);
            case EVENTS -> new Source<>(new Backwards<>(environment, stores.events(), before.events()), entries::event);
        };
    }

    private static Source<?> newest(List<Source<?>> sources) {
        return sources.stream()
                .max(Comparator.comparingLong(source -> source.reader().time()))
                .orElseThrow();
    }

    private static Optional<Cursor> next(List<Source<?>> sources) {
        if (sources.stream().allMatch(source -> source.reader().peek().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Cursor(
                sources.get(0).reader().before(),
                sources.get(1).reader().before(),
                sources.get(2).reader().before()));
    }

    /** What a viewer sees of an entry: only the objects of projects that they may read, nothing if there is none. */
    private Optional<AuditEntry> visible(AuditEntry entry, Grants viewer) {
        if (viewer.permitEverywhere(Permission.AUDIT, environment)) {
            return Optional.of(entry);
        }
        if (entry.log() == LogName.EVENTS) {
            return Optional.empty();
        }
        return Optional.of(entry.with(touch -> mayRead(touch, viewer)))
                .filter(seen -> !seen.objects().isEmpty());
    }

    private boolean mayRead(Touch touch, Grants viewer) {
        if (touch.projects().contains("*")) {
            return viewer.concern(environment);
        }
        return viewer.permitEverywhere(Permission.READ, environment)
                || touch.projects().stream().anyMatch(project -> viewer.permit(Permission.READ, environment, project));
    }
}
