package dev.noon.observe;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where lines of the access log end up. Used by one thread at a time. */
@FunctionalInterface
public interface LineSink {
    /** Writes them, in that order. */
    void write(List<String> lines) throws IOException;

    /** The server's log: logger {@code dev.noon.access} at INFO. */
    static LineSink server() {
        Logger log = Logger.getLogger("dev.noon.access");
        return lines -> lines.forEach(line -> log.log(Level.INFO, line));
    }
}
