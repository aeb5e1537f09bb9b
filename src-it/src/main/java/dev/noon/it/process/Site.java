package dev.noon.it.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a process runs. Immutable.
 *
 * @param host the address that it listens on, and that others reach it at
 * @param entering the words before its command that put it there; none for this JVM's own network
 */
public record Site(String host, List<String> entering) {
    /** This machine's loopback. */
    public static final Site LOOPBACK = new Site("127.0.0.1", List.of());

    public Site {
        entering = List.copyOf(entering);
    }

    /** The words that run {@code command} there. */
    public List<String> command(List<String> command) {
        List<String> words = new ArrayList<>(entering);
        words.addAll(command);
        return words;
    }
}
