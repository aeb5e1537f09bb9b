package dev.noon.cache;

import java.util.Locale;

/** The twelve things that the cache holds. */
public enum Scope {
    /** Answers stored by a cache policy of a proxy group. */
    PROXY_GROUP,
    /** Answers stored by a cache policy of a proxy. */
    PROXY,
    /** Answers stored by a cache policy of an endpoint. */
    PROXY_METHOD,
    /** Answers of side calls. */
    API_CALL,
    /** OAuth 2.0 access and refresh tokens. */
    OAUTH_TOKEN,
    /** OAuth 2.0 authorization codes. */
    OAUTH_CODE,
    /** OpenID Connect sessions. */
    OIDC_SESSION,
    /** Refresh tokens of JWT logins. */
    JWT_REFRESH,
    /** Counters per second and minute. */
    THROTTLE,
    /** Counters per hour, day, week and month. */
    QUOTA,
    /** States of circuit breakers. */
    CIRCUIT_BREAKER,
    /** Routing state and client bans. */
    ROUTING;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The scope as users spell it, for example {@code proxy-method}. */
    public String text() {
        return text;
    }
}
