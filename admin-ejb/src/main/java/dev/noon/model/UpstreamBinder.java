package dev.noon.model;

import dev.noon.model.Breaker.Failures;
import dev.noon.model.Breaker.Outcome;
import dev.noon.model.Breaker.Rest;
import dev.noon.model.Breaker.Trip;
import dev.noon.model.HealthCheck.Pace;
import dev.noon.model.HealthCheck.Turns;
import dev.noon.model.Upstream.Care;
import dev.noon.model.Upstream.Target;
import dev.noon.model.Upstream.Timeouts;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.TargetText;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns the sound spec of an upstream into the upstream. */
final class UpstreamBinder {
    private UpstreamBinder() {}

    static Upstream upstream(Metadata metadata, Fields spec) {
        return new Upstream(
                metadata,
                spec.maps("targets").stream().map(UpstreamBinder::target).toList(),
                spec.map("timeouts").map(UpstreamBinder::timeouts).orElse(Timeouts.DEFAULT),
                spec.integer("maxConcurrent"),
                spec.text("credential"),
                care(spec),
                spec.map("tls").map(Tls::of).orElse(Tls.DEFAULT));
    }

    private static Care care(Fields spec) {
        Balance balance = new Balance(
                spec.text("balance").map(Balance.Type::of).orElse(Balance.Type.ROUND_ROBIN),
                spec.text("affinity").map(Template::parse),
                spec.map("sticky").map(UpstreamBinder::sticky));
        return new Care(
                balance,
                spec.map("breaker").map(UpstreamBinder::breaker),
                spec.map("retries").map(UpstreamBinder::retries),
                spec.map("health").map(UpstreamBinder::health),
                spec.map("hedge").map(UpstreamBinder::hedge));
    }

    private static Sticky sticky(Fields sticky) {
        return new Sticky(
                sticky.text("cookie"),
                sticky.text("ttl").map(DurationText::parse),
                new Secret(sticky.required("secret")));
    }

    private static HealthCheck health(Fields health) {
        return new HealthCheck(
                health.map("active").map(UpstreamBinder::active),
                health.map("passive").map(UpstreamBinder::passive));
    }

    private static HealthCheck.Active active(Fields active) {
        Pace pace = new Pace(
                duration(active, "interval", Pace.DEFAULT.interval()),
                duration(active, "timeout", Pace.DEFAULT.timeout()));
        Turns turns = new Turns(
                active.integer("healthy").orElse(Turns.DEFAULT.healthy()),
                active.integer("unhealthy").orElse(Turns.DEFAULT.unhealthy()));
        return new HealthCheck.Active(
                active.required("path"),
                active.text("host"),
                pace,
                statuses(active, Collections.emptySortedSet()),
                turns);
    }

    private static HealthCheck.Passive passive(Fields passive) {
        return new HealthCheck.Passive(
                passive.integer("failures").orElse(HealthCheck.Passive.FAILURES),
                duration(passive, "rest", HealthCheck.Passive.REST),
                outcomes(passive, Failures.DEFAULT.outcomes()),
                statuses(passive, Failures.DEFAULT.statuses()));
    }

    private static Hedge hedge(Fields hedge) {
        return new Hedge(
                DurationText.parse(hedge.required("after")),
                hedge.integer("budget").orElse(Hedge.BUDGET),
                hedge.integer("minimum").orElse(Hedge.MINIMUM));
    }

    private static Target target(Fields target) {
        int weight = target.integer("weight").orElse(1);
        Template url = Template.parse(target.required("url"));
        return url.constant()
                .map(text -> new Target(TargetText.parse(text), weight))
                .orElseGet(() -> new Target(url, weight));
    }

    private static Timeouts timeouts(Fields timeouts) {
        Timeouts unsaid = Timeouts.DEFAULT;
        return new Timeouts(
                duration(timeouts, "connect", unsaid.connect()),
                duration(timeouts, "response", unsaid.response()),
                timeouts.text("total").map(DurationText::parse));
    }

    private static Breaker breaker(Fields breaker) {
        Trip unsaid = Trip.DEFAULT;
        Trip trip = new Trip(
                breaker.integer("failureRate").orElse(unsaid.failureRate()),
                breaker.integer("minimumCalls").orElse(unsaid.minimumCalls()),
                duration(breaker, "window", unsaid.window()),
                breaker.integer("consecutiveFailures"));
        Duration open = duration(breaker, "open", Rest.DEFAULT.open());
        Duration longest = Rest.DEFAULT.openMax().compareTo(open) < 0 ? open : Rest.DEFAULT.openMax();
        Rest rest = new Rest(open, duration(breaker, "openMax", longest));
        Failures unsaidFailures = Failures.DEFAULT;
        Failures failures = new Failures(
                outcomes(breaker, unsaidFailures.outcomes()), statuses(breaker, unsaidFailures.statuses()));
        return new Breaker(trip, rest, failures);
    }

    private static Retries retries(Fields retries) {
        return new Retries(
                retries.integer("attempts").orElse(Retries.ATTEMPTS),
                retries.integer("budget").orElse(Retries.BUDGET),
                retries.integer("minimum").orElse(Retries.MINIMUM),
                outcomes(retries, Retries.OUTCOMES),
                statuses(retries, Collections.emptySortedSet()));
    }

    private static SortedSet<Outcome> outcomes(Fields fields, SortedSet<Outcome> otherwise) {
        return fields.texts("outcomes")
                .<SortedSet<Outcome>>map(
                        texts -> texts.stream().map(Outcome::of).collect(Collectors.toCollection(TreeSet::new)))
                .orElse(otherwise);
    }

    private static SortedSet<Integer> statuses(Fields fields, SortedSet<Integer> otherwise) {
        return fields.texts("statuses")
                .<SortedSet<Integer>>map(
                        texts -> texts.stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new)))
                .orElse(otherwise);
    }

    private static Duration duration(Fields fields, String name, Duration otherwise) {
        return fields.text(name).map(DurationText::parse).orElse(otherwise);
    }
}
