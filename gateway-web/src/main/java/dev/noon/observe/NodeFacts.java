package dev.noon.observe;

import java.util.Map;
import java.util.function.Supplier;

/** What a node knows of itself. Thread-safe; every answer is a look at a field, and none blocks. */
public interface NodeFacts {
    /** The node's name. */
    String node();

    /** The environment that it serves. */
    String environment();

    /** The region that it stands in: a label of metrics. */
    String region();

    /** Number of the revision in force; 0 before the first. */
    long revision();

    /** Content hash of the revision in force; empty before the first. */
    String hash();

    /** Sequence number of the last operation (purge) that the node has applied. */
    long operation();

    /** Whether everything that the node needs to run has been started. */
    boolean isStarted();

    /** Whether the snapshot in force has its pools ready, and what other nodes are asked for most has been taken over. */
    boolean isWarm();

    /** Whether the port for traffic accepts connections. */
    boolean isAccepting();

    /** Whether the store answered last time; without it the node serves on. */
    boolean isStoreReachable();

    /** Whether the node takes traffic: serving, waiting, draining or drained. */
    String duty();

    /** Whether it wants traffic; one that is drained does not. */
    boolean wantsTraffic();
    /** What the node is doing: {@code starting}, {@code ready}, {@code refused} or {@code detached}. */
    String state();

    /** Milliseconds since the node last looked at the store and was answered; since its start if it never was. */
    long millisSinceContact();

    /** Why the node refused the latest revision; empty if it did not. */
    String refusal();

    /**
     * Further figures for metrics, by their full name: {@code noon_cache_local_bytes} and the like. What is not known
     * (yet) is {@link Double#NaN}.
     */
    Map<String, Supplier<Number>> figures();
}
