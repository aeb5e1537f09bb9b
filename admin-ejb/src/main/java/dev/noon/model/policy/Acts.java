package dev.noon.model.policy;

/** What a policy acts on; decides what it means to a cache in the same list. */
public enum Acts {
    /** It alters what the upstream is asked or what is stored, wherever it stands. */
    REQUEST,
    /** It alters replies: what is stored only where it stands behind the cache. */
    REPLY,
    /** It lets requests pass or answers them itself, and alters nothing that is stored; behind the cache it is not asked. */
    GATE,
    /** It alters nothing that is stored, wherever it stands; behind the cache it is asked for what is fetched. */
    ASIDE
}
