package dev.noon.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes, in two lists. The {@linkplain #with next one} copies references in runs and shares the
 * keys when none comes or goes, and {@linkplain #since what differs} is found by comparing references first: a changed
 * entry among ten thousand costs microseconds, where a tree would be walked. Immutable.
 */
public final class Table<K extends Comparable<K>, V> extends AbstractMap<K, V> implements SortedMap<K, V> {
    private final List<K> keys;
    private final List<V> values;

    private Table(List<K> keys, List<V> values) {
        this.keys = keys;
        this.values = values;
    }

    /** A table without entries. */
    public static <K extends Comparable<K>, V> Table<K, V> empty() {
        return new Table<K, V>(List.of(), List.of());
    }

    /** The entries of {@code map}, whose order is that of its keys; the same instance if it is a table. */
    public static <K extends Comparable<K>, V> Table<K, V> copyOf(SortedMap<K, V> map) {
        if (map instanceof Table<K, V> table) {
            return table;
        }
        return new Table<K, V>(new ArrayList<>(map.keySet()), new ArrayList<>(map.values()));
    }

    /**
     * The next table.
     *
     * @param changes by key: the new value, or nothing for an entry that goes
     */
    public Table<K, V> with(SortedMap<K, Optional<V>> changes) {
        boolean sameKeys = changes.entrySet().stream()
                .allMatch(change -> change.getValue().isPresent() && containsKey(change.getKey()));
        return sameKeys ? replacing(changes) : merging(changes);
    }

    /** The keys whose values are not the {@code same}, and those that only one of the two has, sorted. */
    public List<K> since(Table<K, V> older, BiPredicate<V, V> same) {
        List<K> different = new ArrayList<>();
        int then = 0;
        for (int now = 0; now < keys.size(); now++) {
            K key = keys.get(now);
            while (then < older.keys.size() && order(older.keys.get(then), key) < 0) {
                different.add(older.keys.get(then++));
            }
            boolean known = then < older.keys.size() && order(older.keys.get(then), key) == 0;
            if (!known || !alike(older.values.get(then), values.get(now), same)) {
                different.add(key);
            }
            then += known ? 1 : 0;
        }
        different.addAll(older.keys.subList(then, older.keys.size()));
        return different;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int at = find(key);
        return at < 0 ? null : values.get(at);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<K, V>> iterator() {
                return IntStream.range(0, keys.size())
                        .mapToObj(at -> Map.entry(keys.get(at), values.get(at)))
                        .iterator();
            }

            @Override
            public int size() {
                return keys.size();
            }
        };
    }

    /** Null: the order is that of the keys. */
    @Override
    public @Nullable Comparator<? super K> comparator() {
        return null;
    }

    @Override
    public SortedMap<K, V> subMap(K from, K to) {
        return between(reach(from), reach(to));
    }

    @Override
    public SortedMap<K, V> headMap(K to) {
        return between(0, reach(to));
    }

    @Override
    public SortedMap<K, V> tailMap(K from) {
        return between(reach(from), keys.size());
    }

    @Override
    public K firstKey() {
        return keyAt(0);
    }

    @Override
    public K lastKey() {
        return keyAt(keys.size() - 1);
    }

    private Table<K, V> replacing(SortedMap<K, Optional<V>> changes) {
        List<V> next = new ArrayList<>(values);
        changes.forEach((key, value) -> next.set(find(key), value.orElseThrow()));
        return new Table<>(keys, next);
    }

    private Table<K, V> merging(SortedMap<K, Optional<V>> changes) {
        List<K> nextKeys = new ArrayList<>(keys.size() + changes.size());
        List<V> nextValues = new ArrayList<>(keys.size() + changes.size());
        int done = 0;
        for (Entry<K, Optional<V>> change : changes.entrySet()) {
            K key = change.getKey();
            int upTo = reach(key);
            nextKeys.addAll(keys.subList(done, upTo));
            nextValues.addAll(values.subList(done, upTo));
            done = upTo < keys.size() && order(keys.get(upTo), key) == 0 ? upTo + 1 : upTo;
            if (change.getValue().isPresent()) {
                nextKeys.add(key);
                nextValues.add(change.getValue().get());
            }
        }
        nextKeys.addAll(keys.subList(done, keys.size()));
        nextValues.addAll(values.subList(done, keys.size()));
        return new Table<>(nextKeys, nextValues);
    }

    private Table<K, V> between(int from, int to) {
        return new Table<>(keys.subList(from, to), values.subList(from, to));
    }

    private K keyAt(int index) {
        if (keys.isEmpty()) {
            throw new NoSuchElementException("the table is empty");
        }
        return keys.get(index);
    }

    /** The place of the first key that is not before {@code key}. */
    private int reach(K key) {
        int at = find(key);
        return at < 0 ? -at - 1 : at;
    }

    /** The place of {@code key}; negative if it has none. */
    @SuppressWarnings("unchecked") // As in every sorted map: a key of another type is a ClassCastException.
    private int find(@Nullable Object key) {
        return Collections.binarySearch(keys, (K) key);
    }

    private static <K extends Comparable<K>> int order(K one, K other) {
        return one == other ? 0 : one.compareTo(other);
    }

    private static <V> boolean alike(V one, V other, BiPredicate<V, V> same) {
        return one == other || same.test(one, other);
    }
}
