package dev.noon.snapshot;

import dev.noon.snapshot.Snapshot.Content;
import java.util.HashMap;
import java.util.Map;

/** The proxies of the next snapshot while it is made: those of the previous one, and what differs. Confined to one thread. */
final class Proxies {
    private final Content previous;
    private final Map<String, CompiledProxy> byName;
    private final Map<CompiledProxy, CompiledProxy> successors = new HashMap<>();
    private boolean sameRoutes = true;

    Proxies(Content previous) {
        this.previous = previous;
        this.byName = new HashMap<>(previous.proxies());
    }

    void put(String name, CompiledProxy proxy) {
        CompiledProxy old = byName.put(name, proxy);
        if (old == null || !old.standsWhere(proxy)) {
            sameRoutes = false;
        } else if (old != proxy) {
            successors.put(old, proxy);
        }
    }

    void remove(String name) {
        sameRoutes &= byName.remove(name) == null;
    }

    Map<String, CompiledProxy> byName() {
        return byName;
    }

    /** The previous table, with the successors in it if there are any; a new one if a proxy came, went or moved. */
    RouteTable routes() {
        if (!sameRoutes) {
            return new RouteTable(byName.values());
        }
        return successors.isEmpty() ? previous.routes() : previous.routes().replacing(successors);
    }
}
