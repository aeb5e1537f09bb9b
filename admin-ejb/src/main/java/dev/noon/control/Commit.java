package dev.noon.control;

import java.util.List;

/**
 * What a revision says, besides its place in the chain.
 *
 * @param content content hash of the manifest that results ({@link ManifestHash})
 * @param tainted names of the proxies whose stored answers end with this revision
 * @param message what the author wrote about it; may be empty
 * @param timeMillis time of the commit, milliseconds since the epoch
 */
public record Commit(
        String content, List<Change> changes, List<String> tainted, Author author, String message, long timeMillis) {
    public Commit {
        changes = List.copyOf(changes);
        tainted = List.copyOf(tainted);
    }
}
