package dev.noon.control;

import java.util.Optional;

/** Keeps the last good revision where it survives a restart without the store. Called by one thread at a time. */
public interface LastGood {
    /** What was kept; empty when nothing was, or when it is damaged. Never throws. */
    Optional<Tip> read();

    /** Keeps {@code tip} in place of what was kept before. Never throws: what could not be kept is logged. */
    void keep(Tip tip);
}
