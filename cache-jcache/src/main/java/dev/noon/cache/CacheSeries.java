package dev.noon.cache;

/**
 * One cache policy in one place, as figures name it; the same across revisions.
 *
 * @param scope the scope that it fills
 * @param proxy name of the proxy
 * @param endpoint path of the endpoint as written; empty for the proxy itself
 * @param policy name of the policy
 */
public record CacheSeries(Scope scope, String proxy, String endpoint, String policy) {
    /** What stands for all series of {@code scope} that have none of their own. */
    static CacheSeries other(Scope scope) {
        return new CacheSeries(scope, "other", "", "");
    }

    /** Whether it stands for those that have none of their own. */
    boolean isOther() {
        return policy.isEmpty();
    }
}
