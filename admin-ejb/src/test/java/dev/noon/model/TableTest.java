package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Random random = new Random(11);

    @Test
    void after_any_changes_it_is_what_a_tree_would_be() {
        SortedMap<String, Integer> tree = new TreeMap<>();
        Table<String, Integer> table = Table.empty();
        for (int round = 0; round < 500; round++) {
            SortedMap<String, Optional<Integer>> changes = changes(random.nextInt(6));
            table = table.with(changes);
            changes.forEach((key, value) -> value.ifPresentOrElse(now -> tree.put(key, now), () -> tree.remove(key)));
            assertThat(table).isEqualTo(tree);
            assertThat(new ArrayList<>(table.entrySet())).isEqualTo(new ArrayList<>(tree.entrySet()));
        }
    }

    @Test
    void what_differs_is_found_whatever_came_went_or_changed() {
        Table<String, Integer> older = Table.empty();
        for (int round = 0; round < 500; round++) {
            Table<String, Integer> now = older.with(changes(random.nextInt(6)));
            assertThat(now.since(older, Integer::equals)).isEqualTo(differing(older, now));
            assertThat(older.since(now, Integer::equals)).isEqualTo(differing(older, now));
            older = now;
        }
        assertThat(older.since(older, (one, other) -> false))
                .as("the same instances")
                .isEmpty();
    }

    @Test
    void a_table_does_not_change_when_the_next_one_is_made() {
        Table<String, Integer> table = Table.copyOf(new TreeMap<>(Map.of("a", 1, "b", 2)));
        table.with(new TreeMap<>(Map.of("a", Optional.of(9), "c", Optional.of(3))));
        table.with(new TreeMap<>(Map.of("a", Optional.of(9))));
        table.with(new TreeMap<>(Map.of("b", Optional.empty())));
        assertThat(table).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
        assertThatThrownBy(() -> table.put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> table.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void parts_are_those_of_a_tree() {
        SortedMap<String, Integer> tree = new TreeMap<>(Map.of("b", 2, "d", 4, "f", 6));
        Table<String, Integer> table = Table.copyOf(tree);
        for (String key : List.of("a", "b", "c", "d", "f", "g")) {
            assertThat(table.headMap(key)).isEqualTo(tree.headMap(key));
            assertThat(table.tailMap(key)).isEqualTo(tree.tailMap(key));
            assertThat(table.get(key)).isEqualTo(tree.get(key));
        }
        assertThat(table.subMap("b", "f")).isEqualTo(tree.subMap("b", "f"));
        assertThat(table.firstKey()).isEqualTo("b");
        assertThat(table.lastKey()).isEqualTo("f");
        assertThatThrownBy(() -> Table.<String, Integer>empty().firstKey()).isInstanceOf(NoSuchElementException.class);
    }

    private SortedMap<String, Optional<Integer>> changes(int count) {
        SortedMap<String, Optional<Integer>> changes = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String key = "k" + random.nextInt(30);
            changes.put(key, random.nextInt(3) == 0 ? Optional.empty() : Optional.of(random.nextInt(3)));
        }
        return changes;
    }

    private static List<String> differing(Map<String, Integer> older, Map<String, Integer> now) {
        SortedMap<String, Integer> all = new TreeMap<>(older);
        all.putAll(now);
        all.keySet()
                .removeIf(key -> older.containsKey(key)
                        && now.containsKey(key)
                        && older.get(key).equals(now.get(key)));
        return List.copyOf(all.keySet());
    }
}
