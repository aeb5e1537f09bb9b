package dev.noon.snapshot;

import dev.noon.model.Table;
import dev.noon.snapshot.Snapshot.Content;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The proxies of the next snapshot while it is made: those of the previous one, and what differs. Confined to one thread. */
final class Proxies {
    private final Content previous;
    private final SortedMap<String, Optional<CompiledProxy>> changes = new TreeMap<>();
    private final Map<CompiledProxy, CompiledProxy> successors = new HashMap<>();
    private boolean sameRoutes = true;

    Proxies(Content previous) {
        this.previous = previous;
    }

    void put(String name, CompiledProxy proxy) {
        CompiledProxy old = previous.proxies().get(name);
        if (old == proxy) {
            return;
        }
        changes.put(name, Optional.of(proxy));
        if (old == null || !old.standsWhere(proxy)) {
            sameRoutes = false;
        } else {
            successors.put(old, proxy);
        }
    }

    void remove(String name) {
        if (previous.proxies().containsKey(name)) {
            changes.put(name, Optional.empty());
            sameRoutes = false;
        }
    }

    /** The previous table, if nothing differs. */
    Table<String, CompiledProxy> byName() {
        return changes.isEmpty() ? previous.proxies() : previous.proxies().with(changes);
    }

    /** The previous table, with the successors in it if there are any; a new one if a proxy came, went or moved. */
    RouteTable routes() {
        if (!sameRoutes) {
            return new RouteTable(byName().values());
        }
        return successors.isEmpty() ? previous.routes() : previous.routes().replacing(successors);
    }
}
