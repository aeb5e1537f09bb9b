package dev.noon.control;

import dev.noon.control.Effects.Breakers;
import dev.noon.control.Effects.Entries;
import dev.noon.control.Effects.Pools;
import dev.noon.control.Effects.Routes;
import dev.noon.control.Statistics.Owner;
import dev.noon.counter.Standing;
import dev.noon.model.ApiProxy;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Endpoint;
import dev.noon.model.Kind;
import dev.noon.model.Resolution;
import dev.noon.model.Route;
import dev.noon.model.Upstream;
import dev.noon.model.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Works out what a plan does to the nodes. Pure, but for the figures it is given. */
final class Consequences {
    private final Whole before;
    private final Whole after;
    private final List<PlannedChange> changes;
    private final Manner manner;

    /** What is in force before and after some changes. */
    record Transition(Whole before, Whole after) {}

    Consequences(Transition transition, List<PlannedChange> changes, Manner manner) {
        this.before = transition.before();
        this.after = transition.after();
        this.changes = changes;
        this.manner = manner;
    }

    /**
     * @param natural names of the proxies that the changes taint
     * @param flush names of those whose answers are dropped, tainted or not
     * @param standings how counters of limits stood lately
     */
    Effects of(Set<String> natural, Set<String> flush, Entries entries, Supplier<List<Standing>> standings) {
        Effects.Counters counters = new CounterFates(new Transition(before, after), changes, standings).counters();
        return new Effects(
                routes(), pools(), breakers(), counters, entries, notYetEnforced(), warnings(natural, flush));
    }

    /** Sums up {@code stored} for what is served at {@code head}. */
    static Entries entries(Map<Owner, Long> stored, Manifest head, Set<String> flush) {
        long keep = 0;
        SortedMap<String, Long> byProxy = new TreeMap<>();
        for (var figure : stored.entrySet()) {
            Owner owner = figure.getKey();
            Optional<Manifest.Entry> entry = head.find(new DefinitionId(Kind.API_PROXY, owner.proxy()));
            if (entry.filter(now -> now.generation() == owner.generation()).isEmpty()) {
                continue;
            }
            if (flush.contains(owner.proxy())) {
                byProxy.merge(owner.proxy(), figure.getValue(), Long::sum);
            } else {
                keep += figure.getValue();
            }
        }
        long dropped = byProxy.values().stream().mapToLong(Long::longValue).sum();
        return new Entries(dropped, keep, byProxy);
    }

    private Routes routes() {
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (PlannedChange planned : changes) {
            DefinitionId id = planned.change().id();
            if (id.kind() != Kind.API_PROXY) {
                continue;
            }
            SortedSet<String> old = routes(before.find(id));
            SortedSet<String> fresh = routes(after.find(id));
            boolean moved = !old.isEmpty() && !fresh.isEmpty() && !old.equals(fresh);
            SortedSet<String> gone = minus(old, fresh);
            SortedSet<String> come = minus(fresh, old);
            if (moved && gone.size() == 1 && come.size() == 1) {
                changed.add(gone.first() + " → " + come.first());
            } else {
                removed.addAll(gone);
                added.addAll(come);
            }
        }
        return new Routes(added, removed, changed);
    }

    private static SortedSet<String> minus(SortedSet<String> all, SortedSet<String> some) {
        SortedSet<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static SortedSet<String> routes(Optional<Definition> definition) {
        SortedSet<String> routes = new TreeSet<>();
        if (definition.isPresent() && definition.get() instanceof ApiProxy proxy) {
            String hosts = String.join(",", proxy.route().hosts());
            String host = hosts.equals("*") ? "" : hosts;
            String name = " (" + proxy.metadata().name() + ")";
            routes.add(
                    methods(proxy.route().methods()) + host + proxy.route().path() + conditions(proxy.route()) + name);
            for (Endpoint endpoint : proxy.endpoints()) {
                routes.add(methods(endpoint.methods()) + host + endpoint.path() + name);
            }
        }
        return routes;
    }

    private static String conditions(Route route) {
        return route.conditions().stream().map(condition -> " if " + condition).collect(Collectors.joining());
    }

    private static String methods(List<String> methods) {
        return methods.isEmpty() ? "" : String.join(",", methods) + " ";
    }

    private Pools pools() {
        boolean concerned = changes.stream()
                .map(planned -> planned.change().id().kind())
                .anyMatch(kind -> kind == Kind.UPSTREAM || kind == Kind.ENVIRONMENT);
        if (!concerned && !manner.rollout()) {
            long kept = after.inForce().keySet().stream()
                    .filter(id -> id.kind() == Kind.UPSTREAM)
                    .count();
            return new Pools(List.of(), List.of(), (int) kept);
        }
        SortedMap<String, String> old = pools(before);
        SortedMap<String, String> fresh = pools(after);
        SortedSet<String> opened = new TreeSet<>(fresh.keySet());
        SortedSet<String> closed = new TreeSet<>(old.keySet());
        if (!manner.rollout()) {
            opened.removeIf(name -> Objects.equals(old.get(name), fresh.get(name)));
            closed.removeIf(name -> Objects.equals(old.get(name), fresh.get(name)));
        }
        return new Pools(List.copyOf(opened), List.copyOf(closed), fresh.size() - opened.size());
    }

    /** What each upstream's pool depends on, by the upstream's name. */
    private static SortedMap<String, String> pools(Whole whole) {
        Resolution resolution = whole.resolution();
        SortedMap<String, String> pools = new TreeMap<>();
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof Upstream upstream) {
                pools.put(
                        upstream.metadata().name(),
                        resolution.upstream(upstream).pool());
            }
        }
        return pools;
    }

    /** Their states live as long as their settings: a rollout keeps them, too. */
    private Breakers breakers() {
        SortedMap<String, String> old = breakers(before);
        SortedMap<String, String> fresh = breakers(after);
        SortedSet<String> kept = new TreeSet<>(fresh.keySet());
        kept.removeIf(name -> !Objects.equals(old.get(name), fresh.get(name)));
        SortedSet<String> reset = minus(new TreeSet<>(fresh.keySet()), kept);
        reset.retainAll(old.keySet());
        return new Breakers(
                List.copyOf(minus(new TreeSet<>(fresh.keySet()), new TreeSet<>(old.keySet()))),
                List.copyOf(reset),
                List.copyOf(minus(new TreeSet<>(old.keySet()), new TreeSet<>(fresh.keySet()))),
                kept.size());
    }

    private static SortedMap<String, String> breakers(Whole whole) {
        Resolution resolution = whole.resolution();
        SortedMap<String, String> breakers = new TreeMap<>();
        for (Definition definition : whole.inForce().values()) {
            if (definition instanceof Upstream upstream
                    && upstream.care().breaker().isPresent()) {
                breakers.putAll(resolution.upstream(upstream).breakers());
            }
        }
        return breakers;
    }

    private List<String> notYetEnforced() {
        List<String> kept = new ArrayList<>();
        for (PlannedChange planned : changes) {
            DefinitionId id = planned.change().id();
            if (planned.change().newHash().isPresent()) {
                id.kind().notYet().ifPresent(missing -> kept.add(id + ": " + missing));
            }
        }
        return kept;
    }

    private List<String> warnings(Set<String> natural, Set<String> flush) {
        List<String> warnings = new ArrayList<>();
        if (manner.cache() == CacheChoice.KEEP && !natural.isEmpty()) {
            warnings.add("keeps by force the stored answers of " + String.join(", ", natural)
                    + ": they were made under the old definitions and are served until they expire");
        }
        if (manner.cache() == CacheChoice.FLUSH && !natural.containsAll(flush)) {
            warnings.add("flushes by force the stored answers of "
                    + String.join(", ", minus(new TreeSet<>(flush), new TreeSet<>(natural)))
                    + ": nothing in the changes asks for it");
        }
        for (PlannedChange planned : changes) {
            moved(planned.change().id()).ifPresent(warnings::add);
        }
        return warnings;
    }

    private Optional<String> moved(DefinitionId id) {
        Optional<String> from = before.find(id).map(old -> old.metadata().project());
        Optional<String> to = after.find(id).map(fresh -> fresh.metadata().project());
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return Optional.empty();
        }
        return Optional.of(id + " moves from project " + from.get() + " to " + to.get()
                + ": from then on those may change it who may change " + to.get());
    }
}
