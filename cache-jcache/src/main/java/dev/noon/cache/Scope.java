package dev.noon.cache;

import static dev.noon.cache.Tier.GRID;
import static dev.noon.cache.Tier.LOCAL;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The twelve things that the cache holds. Each says what an entry is, which tiers may hold it,
 * whether it outlives a restart of every node, and what an operator may see of it.
 */
public enum Scope {
    /** Answers to every proxy of a group; either tier, memory only, shown in full. */
    PROXY_GROUP("answers stored by a cache policy of a proxy group", Set.of(LOCAL, GRID), false, Visibility.FULL),
    /** Answers of one proxy; either tier, memory only, shown in full. */
    PROXY("answers stored by a cache policy of a proxy", Set.of(LOCAL, GRID), false, Visibility.FULL),
    /** Answers of one endpoint of a proxy; either tier, memory only, shown in full. */
    PROXY_METHOD("answers stored by a cache policy of an endpoint", Set.of(LOCAL, GRID), false, Visibility.FULL),
    /** Answers of side calls that a policy makes; either tier, memory only, shown in full. */
    API_CALL("answers of calls that policies make", Set.of(LOCAL, GRID), false, Visibility.FULL),
    /** OAuth 2.0 access and refresh tokens; the grid only, so that a revocation holds everywhere at once; masked. */
    OAUTH_TOKEN("OAuth 2.0 access and refresh tokens", Set.of(GRID), false, Visibility.MASKED),
    /** OAuth 2.0 authorization codes until they are redeemed; the grid only; masked. */
    OAUTH_CODE("OAuth 2.0 authorization codes", Set.of(GRID), false, Visibility.MASKED),
    /** OpenID Connect sessions; the grid only, so that they survive the loss of a node; masked. */
    OIDC_SESSION("OpenID Connect sessions", Set.of(GRID), false, Visibility.MASKED),
    /** Refresh tokens of JWT logins; the grid only, so that rotation revokes everywhere at once; masked. */
    JWT_REFRESH("refresh tokens of JWT logins", Set.of(GRID), false, Visibility.MASKED),
    /** Permits per second and minute; leased blocks are spent from the local tier; memory only, by design. */
    THROTTLE("permits per second and minute", Set.of(LOCAL, GRID), false, Visibility.FIGURES),
    /** Permits per hour, day, week and month; kept in the store, so that no restart gives them back. */
    QUOTA("permits per hour, day, week and month", Set.of(LOCAL, GRID), true, Visibility.FIGURES),
    /** States of circuit breakers; memory only: a breaker starts closed and learns again. */
    CIRCUIT_BREAKER("states of circuit breakers", Set.of(LOCAL, GRID), false, Visibility.FULL),
    /** Routing state and client bans; memory only: a node asks the others. */
    ROUTING("routing state and client bans", Set.of(LOCAL, GRID), false, Visibility.FULL);

    /** What an operator may see of an entry's payload. */
    public enum Visibility {
        /** Everything. */
        FULL,
        /** That it exists, whose it is and when it ends; never the secret itself. */
        MASKED,
        /** Numbers: limit, used, left, reset. */
        FIGURES
    }

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String holds;
    private final Set<Tier> tiers;
    private final boolean persisted;
    private final Visibility visibility;

    Scope(String holds, Set<Tier> tiers, boolean persisted, Visibility visibility) {
        this.holds = holds;
        this.tiers = tiers;
        this.persisted = persisted;
        this.visibility = visibility;
    }

    /** The scope as users spell it, for example {@code proxy-method}. */
    public String text() {
        return text;
    }

    /** What an entry is, in words for an operator. */
    public String holds() {
        return holds;
    }

    /** The tiers that may hold an entry; unmodifiable, never empty. */
    public Set<Tier> tiers() {
        return tiers;
    }

    /** Whether entries outlive a restart of every node. */
    public boolean persisted() {
        return persisted;
    }

    /** What an operator may see of an entry's payload. */
    public Visibility visibility() {
        return visibility;
    }

    /** The scopes that hold responses. */
    public static Set<Scope> responses() {
        return EnumSet.range(PROXY_GROUP, API_CALL);
    }

    /** Whether entries are {@link StoredResponse}s under {@link CacheKey}s. */
    public boolean holdsResponses() {
        return ordinal() <= API_CALL.ordinal();
    }
}
