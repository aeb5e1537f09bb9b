package dev.noon.snapshot;

import java.util.List;

/**
 * What stands at path prefixes. A lookup costs one hash per segment of the request path, at most as many as the deepest
 * prefix has; how many prefixes there are does not matter.
 */
final class PrefixTable<V extends Routed> {
    private final Shards<List<V>> byPath;
    private int deepest;
    private boolean slashed;

    PrefixTable() {
        byPath = new Shards<>();
    }

    private PrefixTable(PrefixTable<V> other) {
        byPath = new Shards<>(other.byPath);
        deepest = other.deepest;
        slashed = other.slashed;
    }

    /** A table of its own with the same contents. */
    PrefixTable<V> copy() {
        return new PrefixTable<>(this);
    }

    /** Only before the table is shared. */
    void add(V one) {
        String path = one.path().text();
        byPath.merge(path, List.of(one), Ranked::merged);
        deepest = Math.max(deepest, depth(path));
        slashed |= path.length() > 1 && path.endsWith("/");
    }

    /** Puts {@code successor} in the place of one with the same path; only before the table is shared. */
    void replace(V old, V successor) {
        byPath.computeIfPresent(old.path().text(), (path, all) -> Ranked.replacing(all, old, successor));
    }

    /**
     * What stands at the longest prefix of {@code path} that ends where a segment does and has at most {@code longest}
     * characters; nothing if there is none.
     */
    List<V> find(String path, int longest) {
        int end = longest == 0 ? -1 : reach(path);
        while (end > 0) {
            if (slashed && end < Math.min(path.length(), longest)) {
                List<V> below = byPath.get(path.substring(0, end + 1));
                if (below != null) {
                    return below;
                }
            }
            List<V> found = end <= longest ? byPath.get(path.substring(0, end)) : null;
            if (found != null) {
                return found;
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return end < 0 ? List.of() : byPath.getOrDefault("/", List.of());
    }

    /** How many segments a prefix has. */
    static int depth(String prefix) {
        return prefix.endsWith("/") ? slashes(prefix) - 1 : slashes(prefix);
    }

    /** Where the deepest prefix that could match ends. */
    private int reach(String path) {
        int end = 0;
        for (int i = 0; i < deepest && end >= 0; i++) {
            end = path.indexOf('/', end + 1);
        }
        return end < 0 ? path.length() : end;
    }

    private static int slashes(String path) {
        int slashes = 0;
        for (int i = 0; i < path.length(); i++) {
            slashes += path.charAt(i) == '/' ? 1 : 0;
        }
        return slashes;
    }
}
