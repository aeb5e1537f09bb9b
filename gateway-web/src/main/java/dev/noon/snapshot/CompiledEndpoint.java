package dev.noon.snapshot;

import dev.noon.exchange.Request;
import dev.noon.model.PathRule;
import java.util.List;

/** Some paths and methods of a proxy with policies of their own. Immutable. */
record CompiledEndpoint(PathRule path, Methods methods, RouteMatch.Found found) implements Routed {
    /** The first one that has the method; where none has, a less specific path may. */
    static RouteMatch first(List<CompiledEndpoint> all, Request request) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).methods().has(request.method())) {
                return all.get(i).found();
            }
        }
        return RouteMatch.NOT_FOUND;
    }

    @Override
    public String name() {
        return path.text();
    }

    @Override
    public Conditions conditions() {
        return Conditions.NONE;
    }
}
