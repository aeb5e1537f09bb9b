package dev.noon.cache;

import java.util.List;

/** What nodes tell each other of their heaps, so that one that starts need not begin with nothing. Thread-safe. */
public interface HotEntries {
    /**
     * The answers in this heap that the grid has too and that are asked for most often, the most first. Looks at every entry.
     *
     * @param limit how many at most
     */
    List<HotKey> hottest(int limit);

    /** What answers that are taken over may weigh together, bytes. */
    long room();

    /**
     * Keeps {@code response}, which the grid has under {@code key}, until somebody asks for it, for five minutes at most. It is
     * judged then, as what the grid answers is.
     *
     * @return whether there was room for it
     */
    boolean takeOver(HotKey key, StoredResponse response);

    /** Nothing more will be taken over. */
    void settle();

    /** How many answers that were taken over have been asked for so far. */
    long askedSoFar();
}
