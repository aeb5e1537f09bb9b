package dev.noon.control.audit;

import dev.noon.control.BanBoard;
import dev.noon.control.Chained;
import dev.noon.control.Change;
import dev.noon.control.DamagedLog;
import dev.noon.control.Event;
import dev.noon.control.Operation;
import dev.noon.control.Operation.Command;
import dev.noon.control.Projects;
import dev.noon.control.Purges;
import dev.noon.control.Revision;
import dev.noon.control.Tip;
import dev.noon.control.audit.AuditEntry.Touch;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Turns what stands in the logs into audit entries. Thread-safe. */
public final class Entries {
    private static final SortedSet<String> EVERY = Collections.unmodifiableSortedSet(new TreeSet<>(List.of("*")));

    private final Projects projects;
    private final Supplier<Tip> head;

    /** @param head what is in force, for the projects of the proxies that operations name */
    public Entries(Projects projects, Supplier<Tip> head) {
        this.projects = projects;
        this.head = head;
    }

    /** Makes an entry of a slot of one log. */
    @FunctionalInterface
    interface Of<T extends Chained> {
        AuditEntry entry(Slot<T> slot);
    }

    AuditEntry revision(Slot<Revision> slot) {
        return slot.entry()
                .map(revision -> new AuditEntry(
                        LogName.REVISIONS,
                        slot.number(),
                        slot.entry(),
                        revision.author().permission(),
                        revision.commit().changes().stream().map(this::touch).toList(),
                        revision.commit().message()))
                .orElseGet(() -> damaged(LogName.REVISIONS, slot));
    }

    AuditEntry operation(Slot<Operation> slot) {
        return slot.entry()
                .map(operation -> new AuditEntry(
                        LogName.OPERATIONS,
                        slot.number(),
                        slot.entry(),
                        operation.author().permission(),
                        List.of(touch(operation)),
                        operation.command().text()))
                .orElseGet(() -> damaged(LogName.OPERATIONS, slot));
    }

    AuditEntry event(Slot<Event> slot) {
        return slot.entry()
                .map(event -> new AuditEntry(
                        LogName.EVENTS,
                        slot.number(),
                        slot.entry(),
                        event.deed().action(),
                        List.of(touch(event.deed())),
                        event.deed().detail()))
                .orElseGet(() -> damaged(LogName.EVENTS, slot));
    }

    private static AuditEntry damaged(LogName log, Slot<?> slot) {
        return new AuditEntry(log, slot.number(), Optional.empty(), AuditEntry.DAMAGED, List.of(), slot.fault());
    }

    private Touch touch(Change change) {
        return new Touch(
                change.action().text(), change.id().toString(), projects(change), change.oldHash(), change.newHash());
    }

    /** A wording that is gone belongs to nobody any more. */
    private SortedSet<String> projects(Change change) {
        try {
            return projects.of(change);
        } catch (DamagedLog e) {
            return Collections.emptySortedSet();
        }
    }

    private Touch touch(Operation operation) {
        Command command = operation.command();
        if (command instanceof Command.Purge purge) {
            Optional<DefinitionId> owner = Purges.owner(purge.selection());
            if (owner.isPresent()) {
                return touch("purge", owner.get());
            }
        }
        if (command instanceof Command.ResetBreakers reset && !reset.upstream().isEmpty()) {
            return touch("reset", new DefinitionId(Kind.UPSTREAM, reset.upstream()));
        }
        if (command instanceof Command.LiftBan lift) {
            Optional<DefinitionId> owner = BanBoard.owner(lift.owner());
            if (owner.isPresent()) {
                return touch("lift", owner.get());
            }
        }
        if (command instanceof Command.ResetCounters reset) {
            Optional<DefinitionId> owner = BanBoard.owner(reset.owner());
            if (owner.isPresent()) {
                return touch("reset", owner.get());
            }
        }
        return new Touch(operation.author().permission(), command.text(), EVERY, Optional.empty(), Optional.empty());
    }

    private Touch touch(String action, DefinitionId id) {
        SortedSet<String> project = new TreeSet<>();
        head.get()
                .set()
                .find(id)
                .ifPresent(found -> project.add(found.definition().metadata().project()));
        return new Touch(action, id.toString(), project, Optional.empty(), Optional.empty());
    }

    private static Touch touch(Event.Deed deed) {
        SortedSet<String> project = new TreeSet<>();
        if (!deed.project().isEmpty()) {
            project.add(deed.project());
        }
        return new Touch(deed.action(), deed.object(), project, Optional.empty(), Optional.empty());
    }
}
