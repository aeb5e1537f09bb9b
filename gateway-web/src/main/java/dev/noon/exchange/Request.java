package dev.noon.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The client request in its one normal form: routing, cache key and upstream all read this. Header
 * lines are end-to-end ones only, and policies may change them.
 *
 * @param method method token
 * @param path normalized absolute path: no empty, {@code .} or {@code ..} segment, percent-encoding in
 *     upper case and only where it is needed; an encoded slash only where the route has leave for it
 * @param query the query as the client wrote it, without its question mark
 * @param origin where the request came from, and for whom
 */
public record Request(
        String method, String path, Optional<String> query, Origin origin, Headers headers, RequestBody body) {
    /** Stands for a request that could not be read; no policy ever sees it. */
    static final Request UNREADABLE = new Request(
            "", "/", Optional.empty(), new Origin("", "", "", "/", 0, () -> ""), new Headers(), RequestBody.NONE);

    /**
     * The outer facts of a request.
     *
     * @param scheme {@code http} or {@code https}
     * @param host lower-case host without port; IPv6 in brackets
     * @param authority host with port, as the client wrote it
     * @param path the path as it came in, normalized, whatever policies make of it
     * @param port local port that the request came in on
     * @param address the peer's address, as text; looked up on demand
     * @param claims what the peer says in header lines of that name about whom it forwards for; not to be believed of
     *     anybody but a trusted proxy
     * @param answers what policies have asked others about it
     * @param caller who calls, once a policy has found out
     */
    public record Origin(
            String scheme,
            String host,
            String authority,
            String path,
            int port,
            Supplier<String> address,
            Function<String, List<String>> claims,
            SideAnswers answers,
            Caller caller) {
        /** A peer of whom nobody was asked anything. */
        public Origin(
                String scheme,
                String host,
                String authority,
                String path,
                int port,
                Supplier<String> address,
                Function<String, List<String>> claims) {
            this(scheme, host, authority, path, port, address, claims, SideAnswers.NONE, Caller.NOBODY);
        }

        /** A peer that says nothing of others. */
        public Origin(String scheme, String host, String authority, String path, int port, Supplier<String> address) {
            this(scheme, host, authority, path, port, address, name -> List.of());
        }

        /** The same, without a word of the peer's that can only be looked up while its exchange lasts. */
        private Origin apart() {
            String known = address.get();
            return new Origin(scheme, host, authority, path, port, () -> known, name -> List.of(), answers, caller);
        }

        private Origin answered(SideAnswers more) {
            return new Origin(scheme, host, authority, path, port, address, claims, more, caller);
        }

        /** The same origin, by that scheme. */
        public Origin over(String other) {
            return new Origin(other, host, authority, path, port, address, claims, answers, caller);
        }

        /** The same origin, of that caller. */
        public Origin of(Caller other) {
            return new Origin(scheme, host, authority, path, port, address, claims, answers, other);
        }
    }

    /** The same request, of which somebody has answered {@code question}. */
    public Request knowing(String question, SideAnswers.SideAnswer answer) {
        return new Request(
                method, path, query, origin.answered(origin.answers().with(question, answer)), headers, body);
    }

    /** The same request, with its body only if that is at hand, for an exchange that may last longer than this one. */
    public Request apart() {
        return new Request(method, path, query, origin.apart(), headers.copy(), body.apart());
    }

    /** The same request by that scheme. */
    public Request over(String scheme) {
        return new Request(method, path, query, origin.over(scheme), headers, body);
    }

    /** The same request, of that caller. */
    public Request by(Caller caller) {
        return new Request(method, path, query, origin.of(caller), headers, body);
    }

    /** The same request with another method. */
    public Request withMethod(String other) {
        return new Request(other, path, query, origin, headers, body);
    }

    /** Path and query as a request line has them. */
    public String target() {
        return query.isEmpty() ? path : path + "?" + query.get();
    }

    /** Whether the method is HEAD, whose reply has no body. */
    public boolean isHead() {
        return method.equals("HEAD");
    }
}
