package dev.noon.it.behaviour;

import java.util.concurrent.TimeUnit;

/** How answers of the table come to be stale; the table writes {@link #OVER} and {@link #OVER_SHARED}. */
public enum Aging {
    /** They came with an {@code Age} above their life: nothing has to be waited for. */
    BY_AGE,
    /** They live for a second, and the next request comes three later: for caches that keep nothing that came stale. */
    BY_TIME;

    /** A life that is over, a hundred seconds ago. */
    static final String OVER = "Age: 700 | Cache-Control: max-age=600";

    /** The same for shared caches only. */
    static final String OVER_SHARED = "Age: 700 | Cache-Control: s-maxage=600";

    private static final long WAIT_MILLIS = 3_000;

    /** What the upstream says where the table has {@code lines}. */
    String lines(String lines) {
        return this == BY_AGE
                ? lines
                : lines.replace(OVER, "Cache-Control: max-age=1").replace(OVER_SHARED, "Cache-Control: s-maxage=1");
    }

    /** Returns when an answer with {@code lines} is stale. */
    void await(String lines) throws InterruptedException {
        if (!lines(lines).equals(lines)) {
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        }
    }
}
