package dev.noon.policy.limit;

import dev.noon.counter.CounterId;
import dev.noon.counter.Permit;
import dev.noon.counter.Permit.Counted;
import dev.noon.counter.Terms;
import dev.noon.counter.Whose;
import dev.noon.counter.Windows;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Ceiling;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Limited;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Problem;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.Allowance;
import dev.noon.model.policy.Counting;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.Reaction.OnLimit;
import dev.noon.policy.CompiledTemplate;
import java.io.IOException;
import java.util.Optional;

/** Lets at most so much pass in a window, over all nodes. Thread-safe. */
public final class LimitPolicy implements Policy {
    private final LimitSpec spec;
    private final String counter;
    private final Windows windows;
    private final Optional<CompiledTemplate> by;
    private final TierLimits limits;
    private final int wording;
    private final Terms.OnChange onChange;
    private final Optional<WaitingRoom> waiting;
    private final LimitNode node;
    /** The one that counted last: most often the next one's too. */
    private volatile Ceiling ceiling;

    /** @param counter what its counters are known by, on all nodes */
    public LimitPolicy(LimitSpec spec, String counter, LimitNode node) {
        this.spec = spec;
        this.counter = CounterId.limit(counter);
        this.windows = Alignment.of(spec);
        this.by = spec.counting().by().map(CompiledTemplate::of);
        this.limits = new TierLimits(spec.allowance());
        this.wording = wording(spec.allowance());
        this.onChange = Terms.OnChange.valueOf(spec.reaction().onLimitChange().name());
        this.waiting = spec.reaction().onLimit() instanceof OnLimit.Delay delay
                ? Optional.of(new WaitingRoom(delay, node.waiting()))
                : Optional.empty();
        this.node = node;
        this.ceiling = new Ceiling(spec.name(), spec.type(), spec.allowance().limit(), 0);
    }

    /** All that decides how much may pass; what a request costs is not part of it. */
    private static int wording(Allowance allowance) {
        return new Allowance(allowance.limit(), allowance.tiers(), 1).toString().hashCode();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        CounterId id = new CounterId(counter, whose(exchange.request()));
        Terms terms = terms(exchange);
        Permit permit = node.take(spec, id, windows, terms);
        if (waiting.isPresent()) {
            permit = waiting.get().waited(permit, () -> node.take(spec, id, windows, terms));
        }
        if (!(permit instanceof Counted counted)) {
            return unknown(exchange, next);
        }
        exchange.counted(limited(counted, id, terms));
        if (counted.admitted()) {
            node.tally(spec).admit();
            return next.proceed(exchange);
        }
        if (spec.reaction().onLimit() instanceof OnLimit.Log) {
            node.tally(spec).log();
            return next.proceed(exchange);
        }
        node.tally(spec).refuse();
        return refusal(exchange, counted, terms);
    }

    private Whose whose(Request request) {
        return by.isPresent()
                ? Whose.value(by.get().text(request))
                : request.origin()
                        .caller()
                        .consumer()
                        .map(Whose::consumer)
                        .orElseGet(
                                () -> Whose.address(request.origin().address().get()));
    }

    /** Which limit counts {@code request}, and with whom; it is not counted. */
    public String explain(Request request) {
        String whose = by.isPresent()
                ? spec.counting().by().orElseThrow().source()
                : request.origin().caller().consumer().isPresent() ? "the consumer" : "the client's address";
        return "lets " + limits.of(request) + " per " + spec.counting().per().text() + " pass, counted by " + whose;
    }

    private Terms terms(Exchange exchange) {
        Counting counting = spec.counting();
        return new Terms(
                limits.of(exchange.request()),
                spec.allowance().cost(),
                counting.counted() == Counting.Counted.ALL && waiting.isEmpty(),
                counting.mode() == Counting.Mode.LEASED,
                wording,
                exchange.revision(),
                onChange);
    }

    private Limited limited(Counted counted, CounterId id, Terms terms) {
        return new Limited(
                ceiling(terms.limit(), counted.windowSeconds()),
                counted.left(),
                seconds(counted.resetMillis()),
                node.shown(spec, id));
    }

    private Ceiling ceiling(long limit, long windowSeconds) {
        Ceiling last = ceiling;
        if (!last.is(limit, windowSeconds)) {
            last = new Ceiling(spec.name(), spec.type(), limit, windowSeconds);
            ceiling = last;
        }
        return last;
    }

    private Reply unknown(Exchange exchange, Chain next) throws IOException {
        return switch (spec.reaction().onGridAway()) {
            case OPEN, LOCAL -> next.proceed(exchange);
            case CLOSED -> exchange.fail(Cause.LIMIT_UNKNOWN);
        };
    }

    private Reply refusal(Exchange exchange, Counted counted, Terms terms) {
        exchange.cause(Cause.LIMIT_REACHED);
        String detail = spec.name() + " lets " + terms.limit() + " per "
                + spec.counting().per().text() + " pass";
        Reply reply = Problem.of(Cause.LIMIT_REACHED, detail);
        reply.headers().set("Retry-After", Long.toString(Math.max(1, seconds(counted.retryMillis()))));
        return reply;
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1000;
    }
}
