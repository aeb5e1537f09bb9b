package dev.noon.policy.threats;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.ThreatsSpec;
import dev.noon.model.policy.ThreatsSpec.Part;
import dev.noon.policy.WholeBody;
import dev.noon.policy.threats.Values.Value;
import dev.noon.time.WallClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks for patterns in requests. What a rule that refuses cannot look into, because it is too long or encoded, is
 * refused too. Thread-safe.
 */
public final class ThreatsPolicy implements Policy {
    private static final Logger LOG = Logger.getLogger(ThreatsPolicy.class.getName());

    private final List<CompiledRule> rules = new ArrayList<>();
    private final int maxBodyBytes;
    private final boolean looksIntoBodies;
    private final boolean refusesBodies;
    private final WallClock clock;
    private final AtomicLong loggedSecond = new AtomicLong();

    public ThreatsPolicy(ThreatsSpec spec, WallClock clock) {
        spec.rules().forEach((name, rule) -> rules.add(CompiledRule.of(name, rule)));
        this.maxBodyBytes = spec.maxBodyBytes();
        this.looksIntoBodies = rules.stream().anyMatch(rule -> rule.looksInto(Part.BODY));
        this.refusesBodies = rules.stream()
                .anyMatch(rule -> rule.looksInto(Part.BODY) && rule.rule().blocks());
        this.clock = clock;
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        Request request = exchange.request();
        boolean clean = isClean(exchange, Part.PATH, Values.ofPath(request))
                && isClean(exchange, Part.QUERY, Values.ofQuery(request))
                && isClean(exchange, Part.HEADERS, Values.ofHeaders(request));
        if (!clean) {
            return exchange.fail(Cause.THREAT);
        }
        if (!looksIntoBodies || !request.body().present()) {
            return next.proceed(exchange);
        }
        Optional<Cause> refusal = body(exchange);
        return refusal.isPresent() ? closing(exchange.fail(refusal.get())) : next.proceed(exchange);
    }

    /** What is left of the body is not read. */
    private static Reply closing(Reply reply) {
        if (reply.status() == Cause.BODY_TOO_LARGE.status()) {
            reply.headers().set("Connection", "close");
        }
        return reply;
    }

    private Optional<Cause> body(Exchange exchange) throws IOException {
        boolean plain =
                exchange.request().headers().all("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase);
        if (!plain) {
            return refusesBodies ? Optional.of(Cause.MEDIA_TYPE_REFUSED) : Optional.empty();
        }
        Optional<byte[]> body = WholeBody.read(exchange, maxBodyBytes);
        if (body.isEmpty()) {
            return refusesBodies ? Optional.of(Cause.BODY_TOO_LARGE) : Optional.empty();
        }
        boolean clean = isClean(exchange, Part.BODY, Values.ofBody(exchange.request(), body.get()));
        return clean ? Optional.empty() : Optional.of(Cause.THREAT);
    }

    /** Whether no rule that refuses fits; those that only log do. */
    private boolean isClean(Exchange exchange, Part part, List<Value> values) {
        for (int i = 0; i < rules.size(); i++) {
            CompiledRule rule = rules.get(i);
            if (rule.looksInto(part) && rule.fits(part, values)) {
                log(exchange, part, rule);
                if (rule.rule().blocks()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One line a second at most, so that nobody can fill a disk; nothing of the request is in it. */
    private void log(Exchange exchange, Part part, CompiledRule rule) {
        long second = clock.millis() / 1000;
        if (loggedSecond.getAndSet(second) != second) {
            LOG.log(
                    Level.INFO,
                    () -> "threat rule " + rule.name() + " fits the " + part + " of a request to proxy "
                            + exchange.route().proxy() + (rule.rule().blocks() ? ": refused" : ": let pass"));
        }
    }
}
