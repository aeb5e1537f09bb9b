package dev.noon.policy.identity;

/** Where a provider's keys are. Thread-safe. */
@FunctionalInterface
public interface Keys {
    /** The keys at hand. */
    KeyRing ring();

    /**
     * Keys that may be newer, because one was missing; the same ones if there are none, or if it was looked for too
     * recently. Waits for the provider a few seconds at most.
     */
    default KeyRing newerThan(KeyRing seen) {
        return ring();
    }
}
