package dev.noon.upstream;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.HealthCheck;
import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import dev.noon.upstream.breaker.Breakers;
import dev.noon.upstream.health.Healths;
import dev.noon.upstream.health.TargetHealth;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Makes the transports of a node's upstreams. */
public final class Upstreams {
    /**
     * What the node lends them.
     *
     * @param background runs what opens connections ahead of their use, asks targets how they are, and sends second
     *     requests; a task may block for a connect timeout or an exchange
     */
    public record Surroundings(Ticker ticker, WallClock clock, Executor background) {}

    private final UpstreamSettings settings;
    private final Surroundings node;
    private final Breakers breakers;
    private final Healths healths;

    /** @param breakers the node's */
    public Upstreams(UpstreamSettings settings, Surroundings node, Breakers breakers) {
        this.settings = settings;
        this.node = node;
        this.breakers = breakers;
        this.healths = new Healths(node.ticker(), node.background());
    }

    /** What sends to a pool as {@code definition} says. */
    public UpstreamSender sender(Upstream definition, Lent lent) {
        return definition.care().equals(Upstream.Care.NONE)
                ? lent.pool()
                : new CarefulUpstream(
                        definition,
                        lent,
                        new CarefulUpstream.Surroundings(
                                breakers.counts(), node.ticker(), node.clock(), node.background()));
    }

    /** Sends to {@code next} within the time that {@code definition} has for everything, if it has one. */
    public UpstreamSender inTime(Upstream definition, UpstreamSender next) {
        return definition
                .timeouts()
                .total()
                .<UpstreamSender>map(total -> new TotalTime(total, node.ticker(), next))
                .orElse(next);
    }

    /**
     * The health of one target.
     *
     * @param settings the definition's
     * @param key as for {@link #open}
     */
    public TargetHealth health(
            Upstream definition, Upstream.Target target, HealthCheck settings, Optional<ClearSecret> key) {
        TargetHealth.Id id = new TargetHealth.Id(
                definition.metadata().name(), target.address().toString());
        TargetHealth.Question question = settings.active()
                .<TargetHealth.Question>map(active -> new TargetQuestion(
                        new HttpTarget(
                                target.address(),
                                new HttpTarget.Options(
                                        definition.timeouts().connect(),
                                        active.pace().timeout(),
                                        this.settings,
                                        node.ticker(),
                                        TlsTrust.of(definition.tls(), key))),
                        active,
                        node.ticker()))
                .orElse(() -> 0);
        return healths.open(id, settings, question);
    }

    /** What the node knows of targets' health. */
    public Healths healths() {
        return healths;
    }

    /** The breakers of the node. */
    public Breakers breakers() {
        return breakers;
    }

    /**
     * A transport for {@code definition}; nothing is connected yet.
     *
     * @param key of the certificate that the definition has for the gateway, if it has one
     * @throws IllegalArgumentException if the key is not the certificate's
     */
    public UpstreamTransport open(Upstream definition, Optional<ClearSecret> key) {
        HttpUpstream.Surroundings surroundings = new HttpUpstream.Surroundings(node.ticker(), node.background());
        return new HttpUpstream(definition, settings, surroundings, TlsTrust.of(definition.tls(), key));
    }
}
