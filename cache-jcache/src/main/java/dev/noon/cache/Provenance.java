package dev.noon.cache;

/**
 * Where a stored response comes from: what purges and people ask about.
 *
 * @param operation operation sequence that was in force when the fill began; purges with a higher number void the entry
 * @param revision revision under which the response was fetched
 * @param path path that was asked for, in its one normal form; empty if it is nobody's answer
 * @param tags what its upstream says it depends on
 */
public record Provenance(long operation, long revision, String path, Tags tags) {
    /** The provenance of something without path and tags. */
    public Provenance(long operation, long revision) {
        this(operation, revision, "", Tags.NONE);
    }
}
