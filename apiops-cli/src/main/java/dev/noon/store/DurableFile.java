package dev.noon.store;

/** What {@link GroupCommit} needs of the file below it. Not thread-safe: the caller serialises the calls. */
interface DurableFile {

    /**
     * Writes everything changed so far to the file, as one whole. Nobody may change anything meanwhile.
     *
     * @throws RuntimeException when the file cannot be written; the change is then not durable
     */
    void commit();

    /**
     * Forces what {@link #commit} wrote to the device. Changes may go on meanwhile.
     *
     * @throws RuntimeException when the device refuses
     */
    void force();
}
