package dev.noon.edge;

/** Says whether a request on the admin listener may see one of the server's own pages. Thread-safe. */
@FunctionalInterface
public interface AdminGate {
    /** What becomes of a request. */
    enum Answer {
        /** It may. */
        ADMITTED,
        /** Its credentials are missing or wrong. */
        UNKNOWN,
        /** Its credentials are good and not enough. */
        FORBIDDEN,
        /** Too many wrong credentials came from there. */
        LIMITED,
        /** Nobody can tell now. */
        UNSURE
    }

    /**
     * Compares in constant time.
     *
     * @param authorization value of the Authorization header; empty if there is none
     * @param address who asks
     * @param path normal form of the path
     */
    Answer ask(String authorization, String address, String path);
}
