package dev.noon.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proxies of one host by path prefix. A lookup costs one hash per segment of the request path, at
 * most as many as the deepest prefix has; how many prefixes there are does not matter.
 */
final class PrefixTable {
    private final Shards<List<CompiledProxy>> byPath;
    private int deepest;
    private boolean slashed;

    PrefixTable() {
        byPath = new Shards<>();
    }

    private PrefixTable(PrefixTable other) {
        byPath = new Shards<>(other.byPath);
        deepest = other.deepest;
        slashed = other.slashed;
    }

    /** A table of its own with the same proxies. */
    PrefixTable copy() {
        return new PrefixTable(this);
    }

    /** Only before the table is shared. */
    void add(CompiledProxy proxy) {
        String path = proxy.path();
        byPath.merge(path, proxy.alone(), PrefixTable::both);
        deepest = Math.max(deepest, segments(path));
        slashed |= path.length() > 1 && path.endsWith("/");
    }

    /** Puts {@code successor} in the place of a proxy with the same path; only before the table is shared. */
    void replace(CompiledProxy old, CompiledProxy successor) {
        byPath.computeIfPresent(
                old.path(), (path, all) -> all.size() == 1 ? successor.alone() : swapped(all, old, successor));
    }

    /** The proxies with the longest prefix of {@code path} that ends where a segment does. */
    Optional<List<CompiledProxy>> find(String path) {
        int end = reach(path);
        while (end > 0) {
            if (slashed && end < path.length()) {
                List<CompiledProxy> below = byPath.get(path.substring(0, end + 1));
                if (below != null) {
                    return Optional.of(below);
                }
            }
            List<CompiledProxy> found = byPath.get(path.substring(0, end));
            if (found != null) {
                return Optional.of(found);
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return Optional.ofNullable(byPath.get("/"));
    }

    /** Where the deepest prefix that could match ends. */
    private int reach(String path) {
        int end = 0;
        for (int i = 0; i < deepest && end >= 0; i++) {
            end = path.indexOf('/', end + 1);
        }
        return end < 0 ? path.length() : end;
    }

    private static int segments(String path) {
        int segments = 0;
        for (int i = 0; i < path.length(); i++) {
            segments += path.charAt(i) == '/' ? 1 : 0;
        }
        return segments;
    }

    private static List<CompiledProxy> swapped(List<CompiledProxy> all, CompiledProxy old, CompiledProxy successor) {
        return all.stream().map(proxy -> proxy == old ? successor : proxy).toList();
    }

    private static List<CompiledProxy> both(List<CompiledProxy> some, List<CompiledProxy> more) {
        List<CompiledProxy> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
