package dev.noon.boot;

import dev.noon.cache.CacheKey;
import dev.noon.control.Explanation.Cached;
import dev.noon.control.Explanation.Destination;
import dev.noon.control.Explanation.Divided;
import dev.noon.control.Explanation.Served;
import dev.noon.control.Explanation.Share;
import dev.noon.control.Explanation.Step;
import dev.noon.control.Explanation.Target;
import dev.noon.exchange.Cause;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Request;
import dev.noon.exchange.Rewrite;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Template;
import dev.noon.model.Upstream;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.Key.Identity;
import dev.noon.model.policy.MirrorSpec;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.TransformSpec;
import dev.noon.policy.OnCondition;
import dev.noon.policy.cache.CachePolicy;
import dev.noon.policy.identity.IdentityPolicy;
import dev.noon.policy.limit.LimitPolicy;
import dev.noon.policy.rewrite.RewritePolicy;
import dev.noon.snapshot.Inspection;
import dev.noon.snapshot.Inspection.Taken;
import dev.noon.snapshot.Route.Forked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happens to one request on its route. Policies that only change the request are run on it, so that the key is the
 * one that the cache policy would see; and those that find out who calls, but nobody is asked. None that could refuse,
 * count or send. Used once, by one thread.
 */
final class ExplainedRun {
    private final Taken taken;
    private final Exchange exchange = new Exchange(0, 0);
    private Optional<Cached> cached = Optional.empty();
    private Optional<Divided> split = Optional.empty();
    private int variant;

    ExplainedRun(Taken taken, Request request) {
        this.taken = taken;
        exchange.request(new Request(
                request.method(),
                request.path(),
                request.query(),
                request.origin(),
                request.headers().copy(),
                request.body()));
    }

    Served served() {
        List<Step> steps = new ArrayList<>();
        int ran = 0;
        for (Inspection.Step step : taken.steps()) {
            forkAt(ran++);
            steps.add(step(step, run(step.policies().get(variant), step.spec().bare())));
        }
        forkAt(ran);
        Optional<String> endpoint = taken.endpoint()
                .map(index -> taken.proxy().endpoints().get(index).path().toString());
        return new Served(taken.proxy().metadata().name(), endpoint, steps, cached, split, destination());
    }

    /** Decides which upstream is asked, if that is decided after so many policies. */
    private void forkAt(int ran) {
        taken.forked()
                .filter(forked -> forked.at() == ran)
                .map(Forked::variants)
                .ifPresent(variants -> {
                    variant = variants.foresee(exchange.request());
                    split = Optional.of(new Divided(
                            variants.split().affinity().map(Template::source),
                            variants.isSticky(exchange.request()),
                            variants.split().variants().stream()
                                    .map(each -> new Share(each.upstream(), each.weight()))
                                    .toList()));
                });
    }

    /** What is to be said of the policy, if anything. */
    private Optional<String> run(Policy policy, PolicySpec spec) {
        if (policy instanceof OnCondition conditioned) {
            return conditioned
                    .runningFor(exchange.request())
                    .map(running -> run(running, spec))
                    .orElse(Optional.of("its condition does not hold"));
        }
        if (policy instanceof CachePolicy cache && spec instanceof CacheSpec caching) {
            cached = Optional.of(cached(cache, caching));
        } else if (policy instanceof IdentityPolicy identity) {
            return Optional.of(identity.explain(exchange));
        } else if (policy instanceof LimitPolicy limit) {
            return Optional.of(limit.explain(exchange.request()));
        } else if (policy instanceof RewritePolicy rewrite) {
            return rewrite.rewrite(exchange) ? Optional.empty() : Optional.of(refused());
        } else if (policy instanceof Rewrite rewrite) {
            rewrite.request(exchange);
        }
        return note(spec);
    }

    /** What it does that shows neither in the request nor in the key. */
    private static Optional<String> note(PolicySpec spec) {
        if (spec instanceof MirrorSpec mirror) {
            return Optional.of("copies " + mirror.percent() + "% to " + mirror.upstream());
        }
        if (spec instanceof CacheSpec cache && cache.key().readsBody()) {
            return Optional.of(
                    "its key has something of the request's body; shown is the key of a request without one");
        }
        if (spec instanceof ApiCallSpec call) {
            return Optional.of("asks " + call.upstream() + "; not here: what reads its answer finds none");
        }
        if (spec instanceof TransformSpec transform) {
            String bodies = transform.request().isEmpty()
                    ? "responses"
                    : transform.response().isEmpty() ? "requests" : "requests and responses";
            return Optional.of("changes the bodies of " + bodies);
        }
        return Optional.empty();
    }

    private static String refused() {
        return "refuses, " + Cause.REWRITE_REFUSED.status() + " " + Cause.REWRITE_REFUSED.label();
    }

    private Step step(Inspection.Step step, Optional<String> note) {
        Written written = step.written();
        Optional<String> ref =
                written.item() instanceof PolicyRef referring ? Optional.of(referring.ref()) : Optional.empty();
        return new Step(written.item().name(), step.spec().type(), from(written), ref, note);
    }

    private String from(Written written) {
        return switch (written.level()) {
            case GROUP -> "ProxyGroup/" + taken.proxy().metadata().group().orElse("");
            case PROXY -> taken.proxy().id().toString();
            case ENDPOINT ->
                taken.proxy().id() + " endpoint "
                        + taken.endpoint().map(String::valueOf).orElse("");
        };
    }

    private Cached cached(CachePolicy policy, CacheSpec spec) {
        CachePolicy.Explained explained = policy.explain(exchange.request());
        List<String> inputs = new ArrayList<>(List.of("generation", "method", "scheme"));
        if (exchange.caller().isKnown()) {
            inputs.add(spec.key().identity() == Identity.CALLER ? "caller" : "whether a caller is known");
        }
        if (!explained.place().variant().isEmpty()) {
            inputs.add("upstream");
        }
        if (explained.place().hostInKey()) {
            inputs.add("host");
        }
        if (spec.key() instanceof CacheSpec.Key.Text text) {
            inputs.add(text.template().source());
        } else {
            inputs.add("path");
            ((CacheSpec.Key.Query) spec.key())
                    .parameters()
                    .ifPresentOrElse(
                            names -> names.forEach(name -> inputs.add("query " + name)), () -> inputs.add("query"));
        }
        return new Cached(
                explained.place().scope().text(),
                explained.place().generation(),
                spec.storage().name().toLowerCase(Locale.ROOT),
                spec.life().ttl().orElse(Duration.ZERO),
                inputs,
                explained.key().map(CacheKey::gridName),
                explained.key().isPresent() ? Optional.empty() : Optional.of(explained.bypass()));
    }

    private Destination destination() {
        Upstream upstream = taken.upstreams().get(variant);
        Request request = exchange.request();
        int strips = exchange.isPathRewritten() ? 0 : taken.strips();
        String rest = request.target().substring(Math.min(strips, request.path().length()));
        return new Destination(
                upstream.metadata().name(),
                rest.startsWith("/") ? rest : "/" + rest,
                ExplainedCare.of(upstream.care()),
                upstream.targets().stream()
                        .map(target -> new Target(target.url().source(), target.weight()))
                        .toList(),
                upstream.timeouts().connect(),
                upstream.timeouts().response(),
                upstream.timeouts().total(),
                upstream.credential());
    }
}
