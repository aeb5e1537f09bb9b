package dev.noon.snapshot;

import dev.noon.model.PathRule;

/** What a table of paths holds. */
interface Routed {
    /** The name that decides where nothing else does. */
    String name();

    PathRule path();

    Methods methods();

    Conditions conditions();
}
