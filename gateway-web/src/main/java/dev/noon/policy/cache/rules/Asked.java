package dev.noon.policy.cache.rules;

/**
 * What may be done for a request, decided before anything is looked up.
 *
 * @param way whether the cache has anything to do with it
 * @param store whether an answer to it may be kept
 * @param alone whether its fetch is its own: it neither waits for another's nor answers others, because what comes may be
 *     a part, or must not be kept
 * @param onlyStored whether the client wants a 504 rather than a fetch ({@code only-if-cached})
 * @param wish how fresh an answer the client insists on, as far as it may
 * @param why in words, why the cache has nothing to do with it; empty if it has
 */
public record Asked(Way way, boolean store, boolean alone, boolean onlyStored, Wish wish, String why) {
    /** The ordinary request. */
    public static final Asked ORDINARY = new Asked(Way.LOOK_UP, true, false, false, Wish.NONE, "");

    /** What the cache has to do with a request. */
    public enum Way {
        /** It may be answered from the store. */
        LOOK_UP,
        /** It goes by. */
        BYPASS,
        /** Its method is not one that is cached. */
        METHOD
    }

    static Asked bypass(String why) {
        return new Asked(Way.BYPASS, false, true, false, Wish.NONE, why);
    }

    static Asked method(String method) {
        return new Asked(Way.METHOD, false, true, false, Wish.NONE, method + " is not cached");
    }
}
