package dev.noon.snapshot;

import dev.noon.exchange.Policy;
import dev.noon.exchange.Request;
import dev.noon.model.ApiProxy;
import dev.noon.model.Condition;
import dev.noon.model.Endpoint;
import dev.noon.model.PolicyMerge;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Resolution;
import dev.noon.model.Upstream;
import dev.noon.model.policy.PolicySpec;
import dev.noon.snapshot.Route.Forked;
import dev.noon.snapshot.Snapshot.Content;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a snapshot has for a request, with the reasons; for people, not for traffic.
 *
 * @param candidates the routes that host and path lead to, in the order in which they are asked
 * @param taken what runs, if something does
 */
public record Inspection(RouteMatch match, List<Candidate> candidates, Optional<Taken> taken) {
    /** What became of a route. */
    public enum Fate {
        TAKEN,
        /** One of its conditions does not hold. */
        CONDITION,
        /** It does not have the method. */
        METHOD,
        /** It would be the one, but has no leave for encoded slashes. */
        ENCODED_SLASH,
        /** One with the same path has more conditions, or an earlier name. */
        OUTRANKED,
        /** One with a more specific host or path decided. */
        NOT_ASKED
    }

    /** A route. */
    public record Candidate(ApiProxy proxy, Fate fate, Optional<Condition> broken) {}

    /**
     * A policy of a route.
     *
     * @param spec what it says with everything filled in
     * @param policies what was made of it, for each upstream; none if nodes only keep it
     */
    public record Step(Written written, PolicySpec spec, List<Policy> policies) {}

    /**
     * What runs.
     *
     * @param generation of the proxy
     * @param endpoint the index of the proxy's endpoint that matches
     * @param upstreams those that the request may go to
     * @param forked what decides between several
     * @param strips how many characters of the path the upstream does not get to see
     */
    public record Taken(
            ApiProxy proxy,
            long generation,
            Optional<Integer> endpoint,
            List<Step> steps,
            List<Upstream> upstreams,
            Optional<Forked> forked,
            int strips) {}

    static Inspection of(Content content, Request request) {
        RouteMatch match = content.routes().match(request);
        List<List<CompiledProxy>> asked = content.routes().candidates(request);
        List<Candidate> candidates = new ArrayList<>();
        Optional<CompiledProxy> taken = Optional.empty();
        boolean decided = false;
        boolean chosen = false;
        for (List<CompiledProxy> all : asked) {
            boolean meant = false;
            for (CompiledProxy proxy : all) {
                Fate fate = decided ? Fate.NOT_ASKED : fate(proxy, chosen, request);
                taken = fate == Fate.TAKEN ? Optional.of(proxy) : taken;
                chosen |= fate == Fate.TAKEN || fate == Fate.ENCODED_SLASH;
                meant |= chosen || fate == Fate.METHOD;
                candidates.add(new Candidate(
                        proxy.definition(), fate, proxy.conditions().broken(request)));
            }
            decided |= meant;
        }
        return new Inspection(
                match, candidates, taken.map(proxy -> taken(content, proxy, (RouteMatch.Found) proxy.route(request))));
    }

    private static Fate fate(CompiledProxy proxy, boolean chosen, Request request) {
        if (!proxy.conditions().hold(request)) {
            return Fate.CONDITION;
        }
        if (!proxy.methods().has(request.method())) {
            return Fate.METHOD;
        }
        if (chosen) {
            return Fate.OUTRANKED;
        }
        return proxy.takesPath(request) ? Fate.TAKEN : Fate.ENCODED_SLASH;
    }

    private static Taken taken(Content content, CompiledProxy compiled, RouteMatch.Found found) {
        ApiProxy proxy = compiled.definition();
        Optional<ProxyGroup> group = compiled.sources().group().map(entry -> (ProxyGroup) entry.definition());
        Optional<Integer> index = compiled.endpoint(found);
        List<Written> items = index.<Endpoint>map(proxy.endpoints()::get)
                .map(endpoint -> PolicyMerge.merged(group, proxy, endpoint))
                .orElseGet(() -> PolicyMerge.merged(group, proxy));
        Resolution resolution = new Lookup.Recorder(content.shared().lookup()).resolution();
        List<List<Policy>> ways = found.route()
                .forked()
                .map(Forked::policies)
                .orElse(List.of(found.route().policies()));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            int at = i;
            PolicySpec spec = resolution.policy(items.get(at).item());
            steps.add(new Step(
                    items.get(at), spec, ways.stream().map(way -> way.get(at)).toList()));
        }
        List<Upstream> upstreams = proxy.upstream().upstreams().stream()
                .map(name -> Objects.requireNonNull(content.shared().upstreams().get(name)))
                .map(HeldUpstream::resolved)
                .toList();
        long generation = compiled.sources().proxy().generation();
        return new Taken(
                proxy, generation, index, steps, upstreams, found.route().forked(), ProxyCompiler.strip(proxy));
    }
}
