package dev.noon.control;

import dev.noon.control.Consequences.Transition;
import dev.noon.control.Effects.CounterChange;
import dev.noon.control.Effects.Counters;
import dev.noon.control.Effects.Fate;
import dev.noon.control.Effects.Live;
import dev.noon.counter.CounterId;
import dev.noon.counter.Standing;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.Limits;
import dev.noon.model.Limits.Counter;
import dev.noon.model.Resolution;
import dev.noon.model.Whole;
import dev.noon.model.policy.Allowance;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out what becomes of the counters of limits when something is put in force. Pure, but for the figures it asks for; not thread-safe. */
final class CounterFates {
    private static final Set<Kind> OWNERS = Set.of(Kind.PROXY_GROUP, Kind.API_PROXY);
    private static final Set<Kind> REACHING_OTHERS = Set.of(Kind.POLICY, Kind.ENVIRONMENT);

    private final Side before;
    private final Side after;
    private final Set<DefinitionId> changed = new HashSet<>();
    private final boolean everybody;
    private final Supplier<List<Standing>> standings;
    private @Nullable Map<String, List<Standing>> known;

    /** @param standings how counters stood lately; asked once if a counter is touched, since other nodes have to be asked */
    CounterFates(Transition transition, List<PlannedChange> changes, Supplier<List<Standing>> standings) {
        this.standings = standings;
        this.before = Side.of(transition.before());
        this.after = Side.of(transition.after());
        changes.forEach(planned -> changed.add(planned.change().id()));
        this.everybody = changed.stream().anyMatch(id -> REACHING_OTHERS.contains(id.kind()));
    }

    private record Side(Whole whole, Resolution resolution) {
        static Side of(Whole whole) {
            return new Side(whole, whole.resolution());
        }

        Map<Counter, LimitSpec> limits(DefinitionId owner) {
            return whole.find(owner).map(found -> Limits.of(found, resolution)).orElse(Map.of());
        }

        Stream<DefinitionId> owners() {
            return whole.inForce().keySet().stream().filter(id -> OWNERS.contains(id.kind()));
        }
    }

    /** Those that are touched, by owner; the others are only counted. */
    Counters counters() {
        SortedSet<DefinitionId> owners =
                Stream.concat(before.owners(), after.owners()).collect(Collectors.toCollection(TreeSet::new));
        List<CounterChange> touched = new ArrayList<>();
        int kept = 0;
        for (DefinitionId owner : owners) {
            Map<Counter, LimitSpec> fresh = after.limits(owner);
            List<CounterChange> own =
                    everybody || changed.contains(owner) ? changes(before.limits(owner), fresh) : List.of();
            touched.addAll(own);
            kept += fresh.size()
                    - (int) own.stream().filter(CounterChange::remains).count();
        }
        return new Counters(touched, kept);
    }

    private List<CounterChange> changes(Map<Counter, LimitSpec> older, Map<Counter, LimitSpec> newer) {
        List<CounterChange> changes = new ArrayList<>();
        newer.forEach((counter, fresh) -> Optional.ofNullable(older.get(counter))
                .ifPresentOrElse(
                        old -> change(counter, old, fresh).ifPresent(changes::add),
                        () -> changes.add(appeared(counter, fresh))));
        Map<Counter, LimitSpec> gone = new LinkedHashMap<>(older);
        gone.keySet().removeAll(newer.keySet());
        gone.forEach((counter, old) -> changes.add(disappeared(counter, old)));
        return changes;
    }

    private static CounterChange appeared(Counter counter, LimitSpec limit) {
        return new CounterChange(
                owner(counter, limit), Fate.NEW, Optional.empty(), Optional.of(text(limit)), Optional.empty());
    }

    private CounterChange disappeared(Counter counter, LimitSpec limit) {
        return new CounterChange(
                owner(counter, limit), Fate.DROPPED, Optional.of(text(limit)), Optional.empty(), live(counter));
    }

    private Optional<CounterChange> change(Counter counter, LimitSpec old, LimitSpec fresh) {
        boolean same = limits(old).equals(limits(fresh));
        if (same && old.name().equals(fresh.name())) {
            return Optional.empty();
        }
        Fate fate = same ? Fate.KEPT : fate(fresh);
        return Optional.of(new CounterChange(
                owner(counter, fresh), fate, Optional.of(named(old, fresh)), Optional.of(text(fresh)), live(counter)));
    }

    private Optional<Live> live(Counter counter) {
        if (known == null) {
            known = standings.get().stream().collect(Collectors.groupingBy(Standing::limit));
        }
        List<Standing> counted = known.getOrDefault(CounterId.limit(counter.text()), List.of());
        return counted.stream()
                .max(Comparator.comparingDouble(Standing::share))
                .map(nearest -> new Live(counted.size(), nearest.used(), nearest.most()));
    }

    private static Fate fate(LimitSpec limit) {
        return switch (limit.reaction().onLimitChange()) {
            case PRESERVE -> Fate.KEPT;
            case RESCALE -> Fate.RESCALED;
            case CLAMP -> Fate.CLAMPED;
            case RESET -> Fate.RESET;
        };
    }

    /** All that decides how much may pass; what a request costs is not part of it. */
    private static Allowance limits(LimitSpec limit) {
        return new Allowance(limit.allowance().limit(), limit.allowance().tiers(), 1);
    }

    private static Effects.CounterOwner owner(Counter counter, LimitSpec limit) {
        return new Effects.CounterOwner(Words.text(counter.level()), counter.owner(), limit.name());
    }

    private static String named(LimitSpec old, LimitSpec fresh) {
        return (old.name().equals(fresh.name()) ? "" : old.name() + ": ") + text(old);
    }

    private static String text(LimitSpec limit) {
        List<String> words = new ArrayList<>();
        limit.allowance()
                .limits()
                .forEach((where, units) -> words.add(
                        where.equals("limit")
                                ? units + " per " + limit.counting().per().text()
                                : where.substring("tiers.".length()) + " " + units));
        limit.counting().by().ifPresent(by -> words.add("by " + by.source()));
        return String.join(", ", words);
    }
}
