package dev.noon.observe;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.RouteTally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one proxy, or of one endpoint of it, on this node. They go on across revisions; the newest four that
 * had traffic are told apart, and what came before them is one sum. Thread-safe; an exchange costs three increments, no
 * lock and no allocation, but for the first one under a new revision.
 */
public final class ProxySeries implements RouteTally {
    private static final int REVISIONS = 4;

    private final String proxy;
    private final String endpoint;
    private final LatencyHistogram latency = new LatencyHistogram();
    private final LatencyHistogram upstreamLatency = new LatencyHistogram();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final Era past = new Era(0);
    /** The newest first; never changed, and replaced only with the lock of this. */
    private volatile List<Era> eras = List.of();

    /** @param endpoint its path as written; empty for the proxy itself */
    ProxySeries(String proxy, String endpoint) {
        this.proxy = proxy;
        this.endpoint = endpoint;
    }

    /** Replies under one revision, and how many of them were 5xx or none at all. */
    public record Share(long revision, long requests, long failed) {}

    public String proxy() {
        return proxy;
    }

    /** Path of the endpoint as written; empty for the proxy itself. */
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void ended(Exchange exchange, int status, long nanos) {
        era(exchange.revision()).count(exchange.cause(), status);
        latency.record(nanos);
        if (exchange.sentBytes() > 0) {
            sent.add(exchange.sentBytes());
        }
        if (exchange.receivedBytes() > 0) {
            received.add(exchange.receivedBytes());
        }
        if (exchange.upstreamNanos() > 0) {
            upstreamLatency.record(exchange.upstreamNanos());
        }
    }

    /** Replies whose status began with {@code digit}, 1 to 5; 0 counts exchanges whose client got no status. */
    public long statuses(int digit) {
        long sum = 0;
        for (Cause cause : Cause.values()) {
            sum += replies(cause, digit);
        }
        return sum;
    }

    /** Replies for that cause. */
    public long causes(Cause cause) {
        long sum = 0;
        for (int digit = 0; digit < Era.DIGITS; digit++) {
            sum += replies(cause, digit);
        }
        return sum;
    }

    /** All exchanges that have ended. */
    public long requests() {
        return latency.count();
    }

    /** Bytes of bodies that clients have sent. */
    public long receivedBytes() {
        return received.sum();
    }

    /** Bytes of bodies that went to clients. */
    public long sentBytes() {
        return sent.sum();
    }

    /** How long exchanges took. */
    public LatencyHistogram latency() {
        return latency;
    }

    /** How long the upstream took to begin its answer. */
    public LatencyHistogram upstreamLatency() {
        return upstreamLatency;
    }

    /** By revision, the newest first: at most four. */
    public List<Share> shares() {
        return eras.stream().map(ProxySeries::share).toList();
    }

    /** What was counted under that revision; nothing, if it is none of the newest four. */
    Share share(long revision) {
        return shares().stream()
                .filter(share -> share.revision() == revision)
                .findFirst()
                .orElse(new Share(revision, 0, 0));
    }

    private static Share share(Era era) {
        long requests = 0;
        long failed = 0;
        for (Cause cause : Cause.values()) {
            for (int digit = 0; digit < Era.DIGITS; digit++) {
                long replies = era.replies(cause, digit);
                requests += replies;
                failed += digit == 0 || digit == 5 ? replies : 0;
            }
        }
        return new Share(era.revision(), requests, failed);
    }

    private synchronized long replies(Cause cause, int digit) {
        long sum = past.replies(cause, digit);
        for (Era era : eras) {
            sum += era.replies(cause, digit);
        }
        return sum;
    }

    private Era era(long revision) {
        List<Era> now = eras;
        return !now.isEmpty() && now.get(0).revision() == revision ? now.get(0) : other(revision);
    }

    private synchronized Era other(long revision) {
        for (Era era : eras) {
            if (era.revision() == revision) {
                return era;
            }
        }
        if (!eras.isEmpty() && revision < eras.get(0).revision()) {
            return past;
        }
        List<Era> next = new ArrayList<>(REVISIONS + 1);
        next.add(new Era(revision));
        next.addAll(eras);
        if (next.size() > REVISIONS) {
            past.add(next.remove(REVISIONS));
        }
        eras = List.copyOf(next);
        return eras.get(0);
    }
}
