package dev.noon.cache;

import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tallies of a node's cache policies. A series begins when its policy is compiled, and the next revision's policy finds
 * it again by name. When a proxy is gone its series go ten minutes later. What comes when there is no room for another
 * series is counted together, scope by scope, as proxy {@code other}. Thread-safe.
 */
public final class CacheTallies {
    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();
    private static final Comparator<CacheSeries> ORDER = Comparator.comparing(CacheSeries::scope)
            .thenComparing(CacheSeries::proxy)
            .thenComparing(CacheSeries::endpoint)
            .thenComparing(CacheSeries::policy);

    private final Ticker ticker;
    private final int room;
    private final ConcurrentMap<CacheSeries, CacheTally> tallies = new ConcurrentHashMap<>();
    private final Map<Scope, CacheTally> others = new EnumMap<>(Scope.class);
    /** What series that are gone have counted: sums never fall. Guarded by this. */
    private final Map<Scope, CacheFigures> gone = new EnumMap<>(Scope.class);
    /** Since when a proxy is not in force. Guarded by this. */
    private final Map<String, Long> goneNanos = new HashMap<>();

    private volatile Display display = new Display() {
        @Override
        public void show(CacheTally tally) {}

        @Override
        public void hide(CacheTally tally) {}
    };

    /** @param room most series that are told apart */
    public CacheTallies(Ticker ticker, int room) {
        this.ticker = ticker;
        this.room = room;
        Scope.responses().forEach(scope -> others.put(scope, new CacheTally(CacheSeries.other(scope), ticker)));
    }

    /**
     * Who counts for {@code series} from now on.
     *
     * @param generation in which its policy is compiled
     */
    public synchronized CacheTally of(CacheSeries series, long generation) {
        CacheTally tally = tallies.get(series);
        if (tally == null && tallies.size() >= room) {
            return others.getOrDefault(series.scope(), CacheTally.unread());
        }
        if (tally == null) {
            tally = new CacheTally(series, ticker);
            tallies.put(series, tally);
        }
        tally.compiled(generation);
        return tally;
    }

    /** Every series that has counted something, in the order of scope, proxy, endpoint and policy; unmodifiable. */
    public Map<CacheSeries, CacheFigures> all() {
        Map<CacheSeries, CacheFigures> all = new TreeMap<>(ORDER);
        tallies.forEach((series, tally) -> all.put(series, tally.read()));
        others.forEach((scope, tally) -> all.put(tally.series(), tally.read()));
        all.values().removeIf(CacheFigures::isEmpty);
        return Collections.unmodifiableMap(all);
    }

    /** What each scope that holds responses has counted since the start, with what is gone. */
    public synchronized Map<Scope, CacheFigures> byScope() {
        Map<Scope, CacheFigures> sums = new EnumMap<>(Scope.class);
        Scope.responses().forEach(scope -> sums.put(scope, gone.getOrDefault(scope, CacheFigures.NOTHING)));
        all().forEach((series, figures) -> sums.merge(series.scope(), figures, CacheFigures::plus));
        return sums;
    }

    /** Who shows the tallies from the next sweep on. */
    public void shownBy(Display shown) {
        display = shown;
    }

    /** Where tallies are shown. Used by one thread at a time. */
    public interface Display {
        /** Shows it, and what is new in it. */
        void show(CacheTally tally);

        /** It is gone. */
        void hide(CacheTally tally);
    }

    /**
     * Lets go of the series of proxies that are gone for good, and shows the others.
     *
     * @param inForce whether a proxy of that name is
     */
    public synchronized void sweep(Predicate<String> inForce) {
        long now = ticker.nanos();
        for (CacheSeries series : List.copyOf(tallies.keySet())) {
            if (isOver(series.proxy(), inForce, now)) {
                CacheTally tally = tallies.remove(series);
                if (tally != null) {
                    display.hide(tally);
                    gone.merge(series.scope(), tally.read(), CacheFigures::plus);
                }
            }
        }
        goneNanos
                .keySet()
                .retainAll(tallies.keySet().stream().map(CacheSeries::proxy).collect(Collectors.toSet()));
        Stream.concat(tallies.values().stream(), others.values().stream()).forEach(display::show);
    }

    private boolean isOver(String proxy, Predicate<String> inForce, long now) {
        if (inForce.test(proxy)) {
            goneNanos.remove(proxy);
            return false;
        }
        Long since = goneNanos.putIfAbsent(proxy, now);
        return since != null && now - since >= KEPT_NANOS;
    }
}
