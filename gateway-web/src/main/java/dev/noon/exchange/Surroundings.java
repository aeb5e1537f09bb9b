package dev.noon.exchange;

import java.util.concurrent.Semaphore;

/**
 * What all exchanges of a node share. Thread-safe.
 *
 * @param traces names them
 * @param places as many as may call upstreams at a time
 * @param pace how slow a client may be
 */
public record Surroundings(Traces traces, Semaphore places, Pace pace) {
    /** No names and no limit. */
    public static final Surroundings NONE = new Surroundings(Traces.OFF, new Semaphore(Integer.MAX_VALUE), Pace.ANY);
}
