package dev.noon.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures in memory. Thread-safe. */
final class MemoryFigures implements Figures {
    private final Map<String, Kept> kept = new TreeMap<>();
    private final Runnable called;

    MemoryFigures(Runnable called) {
        this.called = called;
    }

    @Override
    public synchronized void put(List<SwapFigures> figures, List<String> live) {
        called.run();
        for (SwapFigures one : figures) {
            String id = one.node().environment() + "/" + one.revision();
            Kept before = kept.getOrDefault(id, new Kept(live, List.of()));
            List<SwapFigures> nodes = new ArrayList<>(before.nodes());
            nodes.removeIf(other -> other.node().name().equals(one.node().name()));
            nodes.add(one);
            nodes.sort(Comparator.comparing(other -> other.node().name()));
            kept.put(id, new Kept(before.live(), nodes));
        }
    }

    @Override
    public synchronized Kept of(String environment, long revision) {
        called.run();
        return kept.getOrDefault(environment + "/" + revision, Kept.NOTHING);
    }

    @Override
    public synchronized int sweep(String environment, long head, long beforeMillis) {
        called.run();
        int before = kept.size();
        kept.values()
                .removeIf(one -> one.nodes().get(0).node().environment().equals(environment)
                        && one.nodes().stream().allMatch(figures -> figures.timeMillis() < beforeMillis));
        return before - kept.size();
    }
}
