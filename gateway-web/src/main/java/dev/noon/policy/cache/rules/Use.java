package dev.noon.policy.cache.rules;

/** What may be done with a stored answer that was found. */
public enum Use {
    /** It is the answer. */
    SERVE,
    /** It is the answer, and somebody should ask the upstream behind it ({@code stale-while-revalidate}). */
    SERVE_AND_REVALIDATE,
    /** The upstream must be asked first whether it still holds; {@link Validation#ask} says how. */
    REVALIDATE,
    /** It is of no use and has nothing to ask the upstream by; fetch as if nothing had been found. */
    FETCH,
    /** It must not be served, and the client wants no fetch: 504. */
    REFUSE
}
