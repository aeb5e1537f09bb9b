package dev.noon.exchange;

/** Holds on to the revision that an exchange runs under. Thread-safe. */
public interface Pin {
    /** Of an exchange that runs under none. */
    Pin NONE = new Pin() {
        @Override
        public boolean retain() {
            return true;
        }

        @Override
        public void release() {}
    };

    /** Takes part in holding it; false if nobody does any more. */
    boolean retain();

    /** Lets go. */
    void release();
}
