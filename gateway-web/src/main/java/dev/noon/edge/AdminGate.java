package dev.noon.edge;

/** Says whether a request on the admin listener carries the administrator's credentials. Thread-safe. */
@FunctionalInterface
public interface AdminGate {
    /**
     * Compares in constant time.
     *
     * @param authorization value of the Authorization header; empty if there is none
     * @param address who asks
     */
    boolean permits(String authorization, String address);
}
