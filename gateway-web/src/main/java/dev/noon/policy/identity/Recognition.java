package dev.noon.policy.identity;

import dev.noon.exchange.Caller;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Request;

/** One way to find out who calls. Thread-safe. */
interface Recognition {
    /**
     * Looks at what a request shows.
     *
     * @param asking whether somebody else may be asked for it; that takes a few seconds at most
     */
    Seen look(Request request, boolean asking);

    /** The request without what it shows. */
    Request stripped(Request request);

    /** How a client is told what to show (RFC 9110 section 11.6.1). */
    String challenge();

    /** What a request shows. */
    sealed interface Seen {}

    /** It shows nothing. */
    record Nothing() implements Seen {}

    /** It shows who calls. */
    record Known(Caller caller) implements Seen {}

    /**
     * It shows something that is not to be believed.
     *
     * @param why for operators; clients do not get to read it
     */
    record Refused(Cause cause, String why) implements Seen {}
}
