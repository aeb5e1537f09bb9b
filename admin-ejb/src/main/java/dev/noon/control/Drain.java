package dev.noon.control;

import java.time.Duration;

/** This node in front of its load balancers. Called by one thread at a time. */
public interface Drain {
    /** Says to whoever asks for the node's health whether it wants traffic. Requests that come are served in any case. */
    void ready(boolean wanted);

    /**
     * Keeps on this machine whether an operator has drained the node, for a start at which the log cannot be read.
     * Never throws.
     */
    void remember(boolean drained);

    /** Whether no request is under way. May look for a moment, a quarter of a second at most. */
    boolean isIdle();

    /** How long load balancers may take to notice. */
    Duration grace();

    /** How long requests under way are waited for after that. */
    Duration limit();

    /** Nothing is ever under way and nobody has to notice. */
    static Drain none() {
        return new Drain() {
            @Override
            public void ready(boolean wanted) {}

            @Override
            public void remember(boolean drained) {}

            @Override
            public boolean isIdle() {
                return true;
            }

            @Override
            public Duration grace() {
                return Duration.ZERO;
            }

            @Override
            public Duration limit() {
                return Duration.ZERO;
            }
        };
    }
}
