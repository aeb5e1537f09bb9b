package dev.noon.edge.connector;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/** One listener of the server, found behind its own services by the names that these have had since GlassFish 4. */
record Listener(TCPNIOTransport transport, FilterChain chain) {
    /**
     * The listener on a local port.
     *
     * @return nothing while the server has none there
     * @throws ReflectiveOperationException on another server
     */
    static Optional<Listener> on(int port) throws ReflectiveOperationException {
        Class<?> service = Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService");
        Object listeners = Class.forName("org.glassfish.internal.api.Globals")
                .getMethod("get", Class.class)
                .invoke(null, service);
        for (Object proxy : (Iterable<?>) field(service, "proxies").get(listeners)) {
            Object here = proxy.getClass().getMethod("getPort").invoke(proxy);
            if (here.equals(port)) {
                return of(proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy));
            }
        }
        return Optional.empty();
    }

    private static Optional<Listener> of(Object listener) throws ReflectiveOperationException {
        Object transport = listener.getClass().getMethod("getTransport").invoke(listener);
        boolean ready = transport instanceof TCPNIOTransport tcp && tcp.getProcessor() instanceof FilterChain;
        return ready
                ? Optional.of(new Listener(
                        (TCPNIOTransport) transport, (FilterChain) ((TCPNIOTransport) transport).getProcessor()))
                : Optional.empty();
    }

    /** Has every request looked at before the container gets it. */
    void repair(TargetRepair repair) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i) instanceof HttpServerFilter last) {
                last.getMonitoringConfig().addProbes(repair);
            }
        }
    }

    /**
     * Has whoever writes wait when so many bytes of a connection accepted from now on are unsent. The connector's own limit
     * is four times the socket's buffer, which the system makes megabytes: some hundred clients that take nothing would
     * fill the heap.
     */
    void bound(int unsentBytes) {
        transport.getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(unsentBytes);
    }

    /** Has every connection that is accepted from now on watched. */
    void watch(SlowHeaders headers) throws ReflectiveOperationException {
        Object accepting = field(TCPNIOTransport.class, "serverConnections").get(transport);
        for (Object connection : List.copyOf((Collection<?>) accepting)) {
            ((Connection<?>) connection).getMonitoringConfig().addProbes(headers);
        }
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
