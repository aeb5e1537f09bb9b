package dev.noon.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiPredicate;

/** What two sorted tables of contents do not have in common. */
public final class Delta {
    private Delta() {}

    /**
     * The keys of {@code now} and {@code before} whose values are not the same, or that only one of them has, sorted.
     * One walk over both.
     */
    public static <K extends Comparable<K>, V> List<K> between(
            SortedMap<K, V> before, SortedMap<K, V> now, BiPredicate<V, V> same) {
        List<K> different = new ArrayList<>();
        Iterator<Map.Entry<K, V>> then = before.entrySet().iterator();
        Optional<Map.Entry<K, V>> old = next(then);
        for (Map.Entry<K, V> entry : now.entrySet()) {
            while (old.isPresent() && old.get().getKey().compareTo(entry.getKey()) < 0) {
                different.add(old.get().getKey());
                old = next(then);
            }
            boolean known = old.isPresent() && old.get().getKey().equals(entry.getKey());
            if (!known || !same.test(old.get().getValue(), entry.getValue())) {
                different.add(entry.getKey());
            }
            old = known ? next(then) : old;
        }
        for (; old.isPresent(); old = next(then)) {
            different.add(old.get().getKey());
        }
        return different;
    }

    private static <K, V> Optional<Map.Entry<K, V>> next(Iterator<Map.Entry<K, V>> entries) {
        return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    }
}
