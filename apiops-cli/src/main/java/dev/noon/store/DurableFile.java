package dev.noon.store;

/** What {@link GroupCommit} needs of the file below it. Appends come one at a time; a force may come beside one. */
interface DurableFile {

    /**
     * Writes one change behind the others.
     *
     * @throws RuntimeException when it cannot be written whole; nothing may be appended afterwards
     */
    void append(long sequence, byte[] change);

    /**
     * Forces all that was appended before the call to the device.
     *
     * @throws RuntimeException when the device refuses
     */
    void force();
}
