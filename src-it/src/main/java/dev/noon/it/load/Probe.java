package dev.noon.it.load;

import dev.noon.it.http.Reply;
import java.util.Optional;

/** What a load asks, and how it judges the answers. Thread-safe. */
@FunctionalInterface
public interface Probe {
    /** The question with that number. */
    Question ask(long number);

    /** One request and what its answer must be like. */
    interface Question {
        /** Path and query. */
        String target();

        /** The body of a POST; empty for a GET. */
        default Optional<byte[]> body() {
            return Optional.empty();
        }

        /** What is wrong with a 2xx answer, if anything is. */
        Optional<Fault> fault(Reply reply);
    }

    /** Something wrong: {@code kind} is counted, {@code text} is shown. */
    record Fault(Kind kind, String text) {
        /** What can be wrong with an answer. */
        public enum Kind {
            /** Not 2xx. */
            FAILED,
            /** Made under two revisions. */
            TORN,
            /** Whole, but of a revision older than one that every node had acknowledged when the request was sent. */
            BEHIND,
            /** The connection was closed, with or without an answer. */
            CLOSED
        }
    }
}
