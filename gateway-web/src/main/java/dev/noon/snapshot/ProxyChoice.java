package dev.noon.snapshot;

import dev.noon.exchange.Request;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Of the proxies at one path, the first whose conditions hold and that has the method; it decides on encoded slashes. */
final class ProxyChoice implements Choice<CompiledProxy> {
    static final ProxyChoice FIRST = new ProxyChoice();

    private ProxyChoice() {}

    @Override
    public RouteMatch among(List<CompiledProxy> all, Request request) {
        boolean meant = false;
        for (int i = 0; i < all.size(); i++) {
            CompiledProxy proxy = all.get(i);
            if (proxy.conditions().hold(request)) {
                if (proxy.methods().has(request.method())) {
                    return proxy.takesPath(request) ? proxy.route(request) : RouteMatch.ENCODED_SLASH;
                }
                meant = true;
            }
        }
        return meant ? notAllowed(all, request) : RouteMatch.NOT_FOUND;
    }

    private static RouteMatch notAllowed(List<CompiledProxy> all, Request request) {
        SortedSet<String> allowed = new TreeSet<>();
        boolean taken = false;
        for (CompiledProxy proxy : all) {
            if (proxy.conditions().hold(request)) {
                proxy.methods().addTo(allowed);
                taken |= proxy.takesPath(request);
            }
        }
        return taken ? new RouteMatch.NotAllowed(allowed) : RouteMatch.ENCODED_SLASH;
    }
}
