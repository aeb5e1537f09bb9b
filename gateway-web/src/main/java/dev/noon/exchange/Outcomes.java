package dev.noon.exchange;

/** Hears of every exchange, whatever becomes of it. Thread-safe; must not block. */
public interface Outcomes {
    /** Whether each exchange whose client gets that status is written down by its name. */
    boolean notes(int status);

    /** A request has arrived. */
    void began();

    /**
     * Its reply has ended.
     *
     * @param status status sent to the client; 0 if it got none
     */
    void ended(Exchange exchange, int status);
}
