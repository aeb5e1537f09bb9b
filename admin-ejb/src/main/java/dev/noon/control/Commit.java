package dev.noon.control;

import java.util.List;

/**
 * What a revision says, besides its place in the chain.
 *
 * @param content content hash of the manifest that results ({@link ManifestHash})
 * @param tainted names of the proxies whose stored answers end with this revision
 * @param message what the author wrote about it; may be empty
 * @param timeMillis time of the commit, milliseconds since the epoch
 * @param manner how the author wanted it done
 */
public record Commit(
        String content,
        List<Change> changes,
        List<String> tainted,
        Author author,
        String message,
        long timeMillis,
        Manner manner) {
    public Commit {
        changes = List.copyOf(changes);
        tainted = List.copyOf(tainted);
    }

    /** A commit in the plain manner. */
    public Commit(
            String content,
            List<Change> changes,
            List<String> tainted,
            Author author,
            String message,
            long timeMillis) {
        this(content, changes, tainted, author, message, timeMillis, Manner.PLAIN);
    }

    /** The same in that manner. */
    public Commit in(Manner other) {
        return new Commit(content, changes, tainted, author, message, timeMillis, other);
    }
}
