package dev.noon.observe;

import dev.noon.exchange.CacheVerdict;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Outcomes;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts exchanges. Thread-safe, without locks; every counter only grows. */
public final class Traffic implements Outcomes {
    private static final int SWITCHED = 101;

    private final Ticker ticker;
    private final WallClock clock;
    private final AccessLog log;
    private final LongAdder began = new LongAdder();
    /** By the status's first digit; 0 counts exchanges whose client got no status. */
    private final LongAdder[] statuses = adders(6);

    private final LongAdder[] causes = adders(Cause.values().length);
    private final LongAdder[] verdicts = adders(CacheVerdict.values().length);
    private final LongAdder upstreamCalls = new LongAdder();
    private final LatencyHistogram latency = new LatencyHistogram();
    private final LatencyHistogram upstreamLatency = new LatencyHistogram();
    private final DroppedExchanges dropped;
    private final ProxyTraffic proxies;

    /** @param series most proxies and endpoints that are told apart */
    public Traffic(Ticker ticker, WallClock clock, int series, AccessLog log) {
        this.ticker = ticker;
        this.clock = clock;
        this.log = log;
        this.dropped = new DroppedExchanges(ticker);
        this.proxies = new ProxyTraffic(ticker, series);
    }

    @Override
    public boolean notes(int status) {
        return log.wants(status);
    }

    @Override
    public void began() {
        began.increment();
    }

    @Override
    public void ended(Exchange exchange, int status) {
        long nanos = ticker.nanos() - exchange.startNanos();
        statuses[Math.min(5, status / 100)].increment();
        causes[exchange.cause().ordinal()].increment();
        verdicts[exchange.cacheVerdict().ordinal()].increment();
        // How long a tunnel was open says nothing of how quick anybody was; its handshake does.
        long quick = status == SWITCHED ? exchange.upstreamNanos() : nanos;
        latency.record(quick);
        if (exchange.upstreamNanos() > 0) {
            upstreamCalls.increment();
            upstreamLatency.record(exchange.upstreamNanos());
        }
        if (failed(exchange.cause(), status)) {
            dropped.failed(exchange.startNanos());
        }
        proxies.of(exchange.route()).ended(exchange, status, quick);
        if (log.wants(status)) {
            log.offer(AccessLine.of(exchange, status, nanos, clock.millis()));
        }
    }

    /** Exchanges that have begun. */
    public long begun() {
        return began.sum();
    }

    /** Exchanges under way. */
    public long inFlight() {
        // Ended first: otherwise an exchange that ends in between would count as minus one.
        long over = 0;
        for (LongAdder status : statuses) {
            over += status.sum();
        }
        return began.sum() - over;
    }

    /** Replies whose status began with {@code digit}, 1 to 5; 0 counts exchanges whose client got no status. */
    public long statuses(int digit) {
        return statuses[digit].sum();
    }

    /** Replies for that cause. */
    public long causes(Cause cause) {
        return causes[cause.ordinal()].sum();
    }

    /** Replies with that cache verdict. */
    public long verdicts(CacheVerdict verdict) {
        return verdicts[verdict.ordinal()].sum();
    }

    /** Exchanges that called their upstream. */
    public long upstreamCalls() {
        return upstreamCalls.sum();
    }

    /** The time, in microseconds, within which {@code share} of all exchanges ended; at most a quarter too high. */
    public long latencyMicros(double share) {
        return latency.quantileMicros(share);
    }

    /** The time, in microseconds, within which {@code share} of all upstreams answered; at most a quarter too high. */
    public long upstreamLatencyMicros(double share) {
        return upstreamLatency.quantileMicros(share);
    }

    /** The same by proxy and endpoint. */
    public ProxyTraffic proxies() {
        return proxies;
    }

    /** What becomes of its lines. */
    public AccessLog log() {
        return log;
    }

    /** Those that swaps may have dropped. */
    public DroppedExchanges dropped() {
        return dropped;
    }

    /**
     * Whether the client got a 5xx of the gateway's own, a reply that was broken off, or nothing. An unknown method is
     * refused, and a client that has gone has dropped itself.
     */
    private static boolean failed(Cause cause, int status) {
        return status == 0 || (cause.status() >= 500 && cause != Cause.UNKNOWN_METHOD);
    }

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }
}
