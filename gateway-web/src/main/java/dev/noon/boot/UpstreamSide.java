package dev.noon.boot;

import dev.noon.cache.SharedStates;
import dev.noon.control.Clocks;
import dev.noon.upstream.UpstreamSettings;
import dev.noon.upstream.Upstreams;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.credential.CredentialSenders;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What calls upstreams on a node. */
record UpstreamSide(Breakers breakers, Upstreams upstreams, CredentialSenders credentials) {
    /**
     * @param states where what nodes know of breakers is shared
     * @param background runs what requests do not wait for
     */
    static UpstreamSide of(NodeSettings settings, SharedStates states, Executor background, Clocks clocks) {
        Breakers breakers = new Breakers(
                new Breakers.Surroundings(settings.node(), states, background, clocks.ticker(), clocks.wall()));
        Upstreams upstreams = new Upstreams(
                UpstreamSettings.forThreads(settings.httpThreads(), settings.forbidden()),
                new Upstreams.Surroundings(clocks.ticker(), clocks.wall(), background),
                breakers);
        return new UpstreamSide(breakers, upstreams, new CredentialSenders(upstreams, clocks.ticker(), background));
    }

    /** Adds its figures. */
    void figures(Map<String, Supplier<Number>> figures) {
        figures.put("noon_breakers_not_closed", breakers::notClosed);
        figures.put("noon_breaker_opened_total", breakers.counts()::openedSoFar);
        figures.put("noon_breaker_tries_total", breakers.counts()::triedSoFar);
        figures.put("noon_breaker_refused_total", breakers.counts()::refusedSoFar);
        figures.put("noon_breaker_untold_total", breakers.counts()::untoldSoFar);
        figures.put("noon_targets_ill", () -> upstreams.healths().ill().size());
        figures.put("noon_target_checks_total", upstreams.healths().counts()::askedSoFar);
        figures.put("noon_target_checks_bad_total", upstreams.healths().counts()::badSoFar);
        figures.put("noon_tokens_fetched_total", credentials.counts()::fetchedSoFar);
        figures.put("noon_tokens_failed_total", credentials.counts()::failedSoFar);
        figures.put("noon_key_sets_fetched_total", credentials.documents()::fetchedSoFar);
        figures.put("noon_key_sets_failed_total", credentials.documents()::failedSoFar);
    }
}
