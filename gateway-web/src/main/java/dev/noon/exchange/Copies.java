package dev.noon.exchange;

import java.io.IOException;

/** Takes copies of requests that may be sent aside, to somebody whose answer does not matter. Thread-safe. */
@FunctionalInterface
public interface Copies {
    /** Header of every copy; its value is the name of the proxy. */
    String MARK = "Noon-Mirror";

    /** A copy of the request as it is now, but for its body; nothing is sent yet. */
    Copy of(Exchange exchange);

    /** One copy. It belongs to nobody's exchange any more: any thread may send it, once. */
    @FunctionalInterface
    interface Copy {
        /**
         * Sends it and waits for the answer, no longer than the timeouts of where it goes.
         *
         * @return whether there was an answer
         * @throws IOException if the answer broke off
         */
        boolean send(RequestBody body) throws IOException;
    }
}
