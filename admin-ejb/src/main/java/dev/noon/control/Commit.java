package dev.noon.control;

import java.util.List;
import java.util.Optional;

/**
 * What a revision says, besides its place in the chain.
 *
 * @param content content hash of the manifest that results ({@link ManifestHash})
 * @param tainted names of the proxies whose stored answers end with this revision
 * @param message what the author wrote about it; may be empty
 * @param timeMillis time of the commit, milliseconds since the epoch
 * @param manner how the author wanted it done
 * @param idempotency by what a repetition of the request is recognised, if the caller gave a key
 */
public record Commit(
        String content,
        List<Change> changes,
        List<String> tainted,
        Author author,
        String message,
        long timeMillis,
        Manner manner,
        Optional<Idempotency> idempotency) {
    public Commit {
        changes = List.copyOf(changes);
        tainted = List.copyOf(tainted);
    }

    /** A commit in the plain manner, whose request had no key. */
    public Commit(
            String content,
            List<Change> changes,
            List<String> tainted,
            Author author,
            String message,
            long timeMillis) {
        this(content, changes, tainted, author, message, timeMillis, Manner.PLAIN, Optional.empty());
    }

    /** The same in that manner. */
    public Commit in(Manner other) {
        return new Commit(content, changes, tainted, author, message, timeMillis, other, idempotency);
    }

    /** The same for a request that can be recognised. */
    public Commit answering(Optional<Idempotency> request) {
        return new Commit(content, changes, tainted, author, message, timeMillis, manner, request);
    }
}
