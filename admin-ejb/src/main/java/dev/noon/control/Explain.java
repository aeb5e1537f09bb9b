package dev.noon.control;

import java.util.List;

/** Says what this node would do with a request, without doing it. Thread-safe. */
@FunctionalInterface
public interface Explain {
    /** A header line. */
    record Field(String name, String value) {}

    /**
     * A request as somebody describes it.
     *
     * @param scheme {@code http} or {@code https}
     * @param authority host and port, as Host has them; empty for none
     * @param target path and query, as the request line has them
     */
    record Question(String scheme, String method, String authority, String target, List<Field> headers) {
        public Question {
            headers = List.copyOf(headers);
        }

        /** A request without TLS. */
        public Question(String method, String authority, String target, List<Field> headers) {
            this("http", method, authority, target, headers);
        }
    }

    /** The answer of the snapshot that is in force on this node. Nothing is sent, stored or counted. */
    Explanation explain(Question question);
}
