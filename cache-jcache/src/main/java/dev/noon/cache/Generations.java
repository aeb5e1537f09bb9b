package dev.noon.cache;

/** Which generations this node still serves. Thread-safe; a look at the snapshot in force. */
@FunctionalInterface
public interface Generations {
    /** Whether nobody will ask any more for what {@code owner} (a proxy's name) has stored in {@code generation}. */
    boolean isDead(String owner, long generation);

    /** Every generation is served. */
    static Generations all() {
        return (owner, generation) -> false;
    }
}
