package dev.noon.upstream;

import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the upstream gets. The lines that frame the body are the transport's to write, and so is Host unless {@code headers} has it.
 *
 * @param target path and query
 * @param headers end-to-end lines
 * @param terms how it is sent; the upstream does not see them
 */
public record UpstreamRequest(String method, String target, Headers headers, RequestBody body, Terms terms) {
    /**
     * How a request is sent.
     *
     * @param affinity requests with the same text go to the same target, where the upstream balances so; else empty
     * @param deadlineNanos reading of the node's ticker at which everything must be over, its answer's body too; empty
     *     for never
     * @param breakoff ends it from another thread
     * @param hints who hears what the upstream says before it answers (RFC 8297)
     */
    public record Terms(String affinity, OptionalLong deadlineNanos, Breakoff breakoff, Consumer<Headers> hints) {
        /** To any target, for as long as the timeouts allow. */
        public static final Terms NONE = new Terms("", OptionalLong.empty(), Breakoff.NEVER, hints -> {});
    }

    /** A request that may go to any target. */
    public UpstreamRequest(String method, String target, Headers headers, RequestBody body) {
        this(method, target, headers, body, Terms.NONE);
    }

    /** The same request for another path and query. */
    public UpstreamRequest withTarget(String other) {
        return new UpstreamRequest(method, other, headers, body, terms);
    }

    /** The same request, that belongs to those of {@code affinity}. */
    UpstreamRequest withAffinity(String affinity) {
        return affinity.isEmpty()
                ? this
                : with(new Terms(affinity, terms.deadlineNanos(), terms.breakoff(), terms.hints()));
    }

    /** The same request, that must be over then, or before if that was said already. */
    UpstreamRequest until(long nanos) {
        OptionalLong before = terms.deadlineNanos();
        boolean isSooner = before.isEmpty() || nanos - before.getAsLong() < 0;
        return isSooner
                ? with(new Terms(terms.affinity(), OptionalLong.of(nanos), terms.breakoff(), terms.hints()))
                : this;
    }

    /** The same request, that {@code other} can end. */
    UpstreamRequest endedBy(Breakoff other) {
        return with(new Terms(terms.affinity(), terms.deadlineNanos(), other, terms.hints()));
    }

    /** The same request, of which {@code listener} hears before it is answered. */
    UpstreamRequest heardBy(Consumer<Headers> listener) {
        return with(new Terms(terms.affinity(), terms.deadlineNanos(), terms.breakoff(), listener));
    }

    private UpstreamRequest with(Terms other) {
        return new UpstreamRequest(method, target, headers, body, other);
    }

    /** What it has in common with others that go to the same target; else empty. */
    String affinity() {
        return terms.affinity();
    }

    /** Who hears what the upstream says before it answers. */
    Consumer<Headers> hints() {
        return terms.hints();
    }

    /** Whether its time is over. */
    boolean isLate(long nowNanos) {
        OptionalLong deadline = terms.deadlineNanos();
        return deadline.isPresent() && nowNanos - deadline.getAsLong() >= 0;
    }

    /** Whether sending it twice has the effect of sending it once (RFC 9110 section 9.2.2). */
    public boolean isIdempotent() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
            default -> false;
        };
    }
}
