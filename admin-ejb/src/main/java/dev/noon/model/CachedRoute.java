package dev.noon.model;

import dev.noon.model.policy.Acts;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.Key.Identity;
import dev.noon.model.policy.PolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A route with a cache policy.
 *
 * @param index where the cache policy stands among its steps
 */
record CachedRoute(LintedRoute route, int index) {
    /** The route as one with a cache policy; empty if it has none. */
    static Optional<CachedRoute> of(LintedRoute route) {
        int index = route.steps().stream().map(CachedRoute::isCache).toList().indexOf(true);
        return index < 0 ? Optional.empty() : Optional.of(new CachedRoute(route, index));
    }

    private static boolean isCache(LintedStep step) {
        return step.bare() instanceof CacheSpec;
    }

    LintedStep cache() {
        return route.steps().get(index);
    }

    CacheSpec spec() {
        return (CacheSpec) cache().bare();
    }

    /** What acts on every answer. */
    List<LintedStep> front() {
        return route.steps().subList(0, index);
    }

    /** What acts on what is fetched. */
    List<LintedStep> behind() {
        return route.steps().subList(index + 1, route.steps().size());
    }

    /** Whether the caller of everything that comes to the cache policy is known. */
    boolean knowsCallers() {
        return front().stream().anyMatch(LintedStep::demandsCaller);
    }

    /** Whether callers that are known share answers. */
    boolean isShared() {
        return spec().key().identity() == Identity.SHARED;
    }

    /** Whether every answer is some caller's own. */
    boolean tellsCallersApart() {
        return knowsCallers() && !isShared();
    }

    /** Whether the step at {@code at} alters what is stored. */
    boolean reachesStore(int at) {
        LintedStep step = route.steps().get(at);
        Acts acts = step.spec().acts();
        return !isCache(step) && (acts == Acts.REQUEST || (acts == Acts.REPLY && at > index));
    }

    /** What the key has of what the step at {@code at} reads. */
    KeyReach reach(int at) {
        return new KeyReach(spec().key(), front().stream().map(LintedStep::spec).toList(), calls(at));
    }

    /** What the calls in front of {@code at} ask with, by their names. */
    private Map<String, PolicySpec> calls(int at) {
        Map<String, PolicySpec> calls = new TreeMap<>();
        for (LintedStep step : route.steps().subList(0, at)) {
            if (step.bare() instanceof ApiCallSpec) {
                calls.put(step.written().item().name(), step.spec());
            }
        }
        return calls;
    }
}
