package dev.noon.observe;

import dev.noon.exchange.RouteFacts;
import dev.noon.exchange.RouteTally;
import dev.noon.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Exchanges by proxy and endpoint. A series begins with the first exchange of its route; the compiled route remembers
 * it, and the next revision's route finds it again by name. A proxy that is gone takes its series with it ten minutes
 * later. What comes when there is no room for another series is counted together, as proxy {@code other}. Thread-safe;
 * {@link #sweep} is for one thread.
 */
public final class ProxyTraffic {
    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

    private final Ticker ticker;
    private final int room;
    private final Map<Key, ProxySeries> series = new ConcurrentHashMap<>();
    private final ProxySeries other = new ProxySeries("other", "");
    /** Since when a proxy is not in force. */
    private final Map<String, Long> goneNanos = new ConcurrentHashMap<>();

    private volatile SeriesDisplay display = SeriesDisplay.NONE;

    private record Key(String proxy, String endpoint) {}

    ProxyTraffic(Ticker ticker, int room) {
        this.ticker = ticker;
        this.room = room;
    }

    /** Who counts for that route; nobody, if there is no proxy. */
    RouteTally of(RouteFacts route) {
        RouteTally tally = route.tally().get();
        return tally != RouteTally.NONE || route.proxy().isEmpty() ? tally : join(route);
    }

    /** Every series that has counted something, by proxy and endpoint. */
    public List<ProxySeries> all() {
        List<ProxySeries> all = new ArrayList<>(series.values());
        if (other.requests() > 0) {
            all.add(other);
        }
        all.sort(Comparator.comparing(ProxySeries::proxy).thenComparing(ProxySeries::endpoint));
        return all;
    }

    /** How many series there are. */
    public int size() {
        return series.size();
    }

    /** Who shows the series from the next sweep on. */
    void shownBy(SeriesDisplay shown) {
        display = shown;
    }

    /**
     * Drops the series of proxies that are gone for good, and shows the others.
     *
     * @param inForce whether a proxy of that name is
     */
    public void sweep(Predicate<String> inForce) {
        long now = ticker.nanos();
        for (Map.Entry<Key, ProxySeries> entry : series.entrySet()) {
            if (isOver(entry.getKey().proxy(), inForce, now)) {
                series.remove(entry.getKey());
                display.hide(entry.getValue());
            }
        }
        goneNanos.keySet().retainAll(series.keySet().stream().map(Key::proxy).collect(Collectors.toSet()));
        all().forEach(display::show);
    }

    private boolean isOver(String proxy, Predicate<String> inForce, long now) {
        if (inForce.test(proxy)) {
            goneNanos.remove(proxy);
            return false;
        }
        Long since = goneNanos.putIfAbsent(proxy, now);
        return since != null && now - since >= KEPT_NANOS;
    }

    private synchronized RouteTally join(RouteFacts route) {
        Key key = new Key(route.proxy(), route.endpoint());
        ProxySeries found = series.get(key);
        if (found == null && series.size() < room) {
            found = new ProxySeries(route.proxy(), route.endpoint());
            series.put(key, found);
        }
        RouteTally tally = found == null ? other : found;
        route.tally().put(tally);
        return tally;
    }
}
