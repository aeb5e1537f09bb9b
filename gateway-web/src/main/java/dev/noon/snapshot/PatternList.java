package dev.noon.snapshot;

import dev.noon.exchange.Request;
import dev.noon.model.text.LinearPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What stands at patterns: they are tried one after the other, the longest first, then by their text. Immutable. */
final class PatternList<V extends Routed> {
    private static final Comparator<Entry<?>> ORDER =
            Comparator.comparingInt((Entry<?> entry) -> -entry.text().length()).thenComparing(Entry::text);

    private final List<Entry<V>> entries;

    PatternList() {
        this(List.of());
    }

    private PatternList(List<Entry<V>> entries) {
        this.entries = entries;
    }

    private record Entry<V extends Routed>(String text, LinearPattern pattern, List<V> here) {
        Entry<V> with(List<V> others) {
            return new Entry<>(text, pattern, others);
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The same list and {@code one}. */
    PatternList<V> with(V one) {
        String text = one.path().text();
        List<Entry<V>> next = new ArrayList<>(entries);
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).text().equals(text)) {
                next.set(i, next.get(i).with(Ranked.merged(next.get(i).here(), List.of(one))));
                return new PatternList<>(List.copyOf(next));
            }
        }
        next.add(new Entry<>(text, LinearPattern.of(text), List.of(one)));
        next.sort(ORDER);
        return new PatternList<>(List.copyOf(next));
    }

    /** The same list with {@code successor} in the place of one with the same pattern. */
    PatternList<V> replacing(V old, V successor) {
        return new PatternList<>(entries.stream()
                .map(entry -> entry.text().equals(old.path().text())
                        ? entry.with(Ranked.replacing(entry.here(), old, successor))
                        : entry)
                .toList());
    }

    RouteMatch find(Request request, Choice<V> choice) {
        for (Entry<V> entry : entries) {
            if (entry.pattern().matches(request.path())) {
                RouteMatch match = choice.among(entry.here(), request);
                if (match != RouteMatch.NOT_FOUND) {
                    return match;
                }
            }
        }
        return RouteMatch.NOT_FOUND;
    }
}
