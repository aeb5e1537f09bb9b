package dev.noon.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What has the same path: the one with the most conditions first, then by name. */
final class Ranked {
    private static final Comparator<Routed> ORDER =
            Comparator.comparingInt((Routed one) -> -one.conditions().size()).thenComparing(Routed::name);

    private Ranked() {}

    static <V extends Routed> List<V> merged(List<V> some, List<V> more) {
        List<V> all = new ArrayList<>(some);
        all.addAll(more);
        all.sort(ORDER);
        return List.copyOf(all);
    }

    /** {@code all} with {@code successor} in the place of {@code old}. */
    static <V extends Routed> List<V> replacing(List<V> all, V old, V successor) {
        return all.stream().map(one -> one == old ? successor : one).toList();
    }
}
