package dev.noon.control.ejb;

import dev.noon.control.CandidateProposed;
import dev.noon.control.OperationPublished;
import dev.noon.control.RevisionPublished;
import java.util.function.Consumer;

/**
 * What a node does when a timer fires or an event arrives. All of them are called on managed threads and may block.
 *
 * @param reconcile called every second, never twice at a time
 * @param flush called every second, never twice at a time, and beside the two others
 * @param sweep called every minute, never twice at a time
 * @param revision called for every announced revision, own and foreign
 * @param operation called for every announced operation, own and foreign
 * @param candidate called for every announced candidate, own and foreign
 * @param stop called once, when the application goes
 * @param events whether clustered events are sent and heard; own announcements are heard in any case
 */
public record Hooks(
        Runnable reconcile,
        Runnable flush,
        Runnable sweep,
        Consumer<RevisionPublished> revision,
        Consumer<OperationPublished> operation,
        Consumer<CandidateProposed> candidate,
        Runnable stop,
        boolean events) {
    /** Before a node has registered: nothing happens. */
    static Hooks none() {
        return new Hooks(() -> {}, () -> {}, () -> {}, event -> {}, event -> {}, event -> {}, () -> {}, false);
    }
}
