package dev.noon.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Sealed secrets by environment and fingerprint, beside the definitions that name the fingerprints. Thread-safe. Every
 * method throws {@link StoreUnavailable} within about three seconds when the store does not answer.
 */
public interface SealedSecrets {
    /** Keeps secrets; each takes the place of the one that has its fingerprint. */
    void put(String environment, Collection<SealedSecret> secrets);

    /** Those that are kept, by fingerprint; those that are not kept are absent. */
    Map<String, SealedSecret> find(String environment, Collection<String> fingerprints);

    /** Every secret that any revision of the environment ever named. */
    List<SealedSecret> all(String environment);
}
