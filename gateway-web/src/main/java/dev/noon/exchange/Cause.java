package dev.noon.exchange;

import java.util.Locale;

/**
 * Why a reply is not the upstream's own. The lower-case name is the metric label, and the slug of
 * the problem type where there is one.
 */
public enum Cause {
    /** It is the upstream's own. */
    NONE(0, ""),
    /** It came from the cache. */
    CACHE(0, ""),
    /** A policy sent the client elsewhere. */
    REDIRECT(0, ""),
    /** A policy answered in place of the upstream. */
    MOCK(0, ""),
    /** A policy answered with an error on purpose. */
    FAULT(0, ""),
    /** It is the answer that an earlier request with the same key got. */
    REPLAY(0, ""),
    /** A policy answered a browser's question what a page may do. */
    PREFLIGHT(0, ""),
    /** The request broke a rule of HTTP that the gateway insists on. */
    MALFORMED_REQUEST(400, "The request is malformed"),
    /** The client broke off while it was sending its body. */
    CLIENT_GONE(400, "The request ended early"),
    /** What a policy made of the path is none, because of what the client put into it. */
    REWRITE_REFUSED(400, "The rewritten path is malformed"),
    /** The request needs a key by which it is known again, and has none that is one. */
    KEY_MISSING(400, "The request needs an idempotency key"),
    /** Only known callers may call, and the request shows no credential. */
    CREDENTIAL_MISSING(401, "Credentials are needed"),
    /** What the request shows is no consumer's credential. */
    CREDENTIAL_REFUSED(401, "The credentials are not accepted"),
    /** The token that the request shows is not to be believed. */
    TOKEN_REFUSED(401, "The token is not accepted"),
    /** It is known who calls, but that is nobody who may. */
    CALLER_REFUSED(403, "The caller may not call"),
    /** Pages of that origin may not do that. */
    ORIGIN_REFUSED(403, "The origin is not allowed"),
    /** The request has a pattern that a policy refuses. */
    THREAT(403, "The request was refused"),
    /** The client's address may not call. */
    ADDRESS_REFUSED(403, "The client's address is not allowed"),
    /** The client was refused too often and is not served for a time. */
    CLIENT_BANNED(403, "The client is banned for a time"),
    /** No proxy has the host and path. */
    NO_ROUTE(404, "No route matches"),
    /** A proxy has the path, for other methods. */
    METHOD_NOT_ALLOWED(405, "The method is not allowed"),
    /** The client sends or takes its body too slowly. */
    CLIENT_SLOW(408, "The client is too slow"),
    /** The first request with that key is under way. */
    KEY_IN_FLIGHT(409, "A request with this idempotency key is under way"),
    /** The first request with that key had its effect, but its answer was not kept. */
    KEY_SPENT(409, "The answer to this idempotency key was not kept"),
    /** The body is larger than the gateway accepts. */
    BODY_TOO_LARGE(413, "The request body is too large"),
    /** The body has a media type or an encoding that the API does not take. */
    MEDIA_TYPE_REFUSED(415, "The media type is not supported"),
    /** The body is not what the API expects. */
    BODY_INVALID(422, "The request body is not valid"),
    /** The key was used for another request. */
    KEY_REUSED(422, "The idempotency key was used for another request"),
    /** The request target is longer than the gateway accepts. */
    URI_TOO_LONG(414, "The request target is too long"),
    /** As much as a limit lets pass has passed in this window. */
    LIMIT_REACHED(429, "A limit is reached"),
    /** The header is larger than the gateway accepts. */
    HEADERS_TOO_LARGE(431, "The request header is too large"),
    /** Something in the gateway broke. */
    INTERNAL_ERROR(500, "The gateway failed"),
    /** A policy broke its contract. */
    POLICY_FAILED(500, "A policy failed"),
    /** Nobody knows the method. */
    UNKNOWN_METHOD(501, "The method is not implemented"),
    /** No connection to any target could be made. */
    UPSTREAM_UNREACHABLE(502, "The upstream cannot be reached"),
    /** No target proved by its certificate who it is. */
    UPSTREAM_UNTRUSTED(502, "The upstream cannot be verified"),
    /** The upstream broke the connection before it answered. */
    UPSTREAM_RESET(502, "The upstream closed the connection"),
    /** The upstream's answer was not HTTP, or ambiguous. */
    UPSTREAM_MALFORMED(502, "The upstream answered malformed HTTP"),
    /** A policy had to change the upstream's answer and could not. */
    TRANSFORM_FAILED(502, "The upstream response could not be transformed"),
    /** Nothing could be fetched, and the policy says what is answered then. */
    FETCH_FAILED(0, ""),
    /** The upstream has changed something, and what is stored of it may still be served; a policy says how to put it. */
    INVALIDATION_FAILED(0, ""),
    /** Somebody whom a policy had to ask gave no answer that it takes for one. */
    CALL_FAILED(502, "A call that the request depends on failed"),
    /** The upstream's answer ended early. */
    UPSTREAM_TRUNCATED(502, "The upstream response ended early"),
    /** The authorization server gave no token for the upstream. */
    TOKEN_UNAVAILABLE(502, "The gateway has no token for the upstream"),
    /** No snapshot is in force yet. */
    NOT_READY(503, "The gateway is not ready"),
    /** Nobody can tell whether the token is good: the provider's keys could never be fetched. */
    TOKEN_KEYS_AWAY(503, "The token cannot be verified"),
    /** Nobody can tell whether the key is known: the grid does not answer. */
    KEY_UNKNOWN(503, "The idempotency key cannot be looked up"),
    /** Nobody can tell whether a limit is reached: its counter cannot be reached. */
    LIMIT_UNKNOWN(503, "A limit cannot be looked up"),
    /** Too many requests wait for the upstream already. */
    SHED(503, "The upstream is at its concurrency limit"),
    /** Every target is left alone for now, because it failed. */
    BREAKER_OPEN(503, "The upstream is known to fail and was not asked"),
    /** Too many requests wait for upstreams on this node already. */
    NODE_FULL(503, "The node is at its concurrency limit"),
    /** The client wants what is stored, and nothing is that would do. */
    NOT_STORED(504, "Nothing is stored that would do"),
    /** No target accepted a connection in time. */
    CONNECT_TIMEOUT(504, "The upstream did not accept a connection in time"),
    /** The upstream did not answer in time. */
    RESPONSE_TIMEOUT(504, "The upstream did not answer in time"),
    /** The exchange with the upstream took longer than it may in all. */
    TOTAL_TIMEOUT(504, "The upstream took too long in all"),
    /** Its own upstream leads back to this gateway, over and over. */
    LOOP_DETECTED(508, "The request has come through this gateway too often");

    private final int status;
    private final String title;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Cause(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The status of the problem reply; 0 if the cause is no problem. */
    public int status() {
        return status;
    }

    /** One line for people. */
    public String title() {
        return title;
    }

    /** The cause as metrics, logs and problem types spell it, for example {@code response-timeout}. */
    public String label() {
        return label;
    }
}
