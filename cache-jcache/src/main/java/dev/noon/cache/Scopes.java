package dev.noon.cache;

/**
 * The way to the twelve scopes in the grid. Responses are reached through a {@link TieredCache} in front of {@link #responses}; what
 * changes rarely and every node has to know through {@link #states}; everything else through {@link #records}: put, get, atomic
 * update, single use, invalidate. Thread-safe; until the grid can be reached everything is away.
 */
public interface Scopes {
    /** The four scopes that hold responses. */
    GridResponses responses();

    /**
     * Records of a region.
     *
     * @throws IllegalArgumentException if its scope holds responses
     */
    SharedRecords records(Region region);

    /**
     * States of a region.
     *
     * @throws IllegalArgumentException if its scope holds responses
     */
    SharedStates states(Region region);

    /** About how many entries all nodes together keep in each region of {@code scope}. */
    int capacity(Scope scope);
}
