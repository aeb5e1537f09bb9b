package dev.noon.edge;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Payara's connector behind a servlet request, reached by the names that it has had since GlassFish 4.
 * The servlet API has no way to see a header as it came, which the connector repairs where it should
 * refuse, and none to end a reply that cannot be finished, which the container would finish with a
 * last chunk that makes it look whole. On another server both are missing, and the log says so once.
 * Thread-safe.
 */
final class Grizzly {
    private static final Logger LOG = Logger.getLogger(Grizzly.class.getName());

    /** The way from the servlet request to the raw header, and to the connection. */
    private record Way(
            Class<?> from,
            MethodHandle header,
            MethodHandle limit,
            MethodHandle bytes,
            MethodHandle abort,
            MethodHandle open) {
        static Way of(Class<?> facade) throws ReflectiveOperationException {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle catalina = lookup.unreflect(facade.getMethod("getUnwrappedCoyoteRequest"));
            MethodHandle grizzly = then(lookup, catalina, "getCoyoteRequest");
            MethodHandle packet = then(lookup, grizzly, "getRequest");
            Field field = field(packet.type().returnType());
            MethodHandle header = MethodHandles.filterReturnValue(
                    packet.asType(packet.type().changeReturnType(field.getDeclaringClass())),
                    lookup.unreflectGetter(field));
            Class<?> buffer = field.getType();
            MethodHandle connection = then(lookup, then(lookup, grizzly, "getContext"), "getConnection");
            MethodHandle abort = then(lookup, connection, "terminateSilently");
            MethodHandle open = then(lookup, connection, "isOpen");
            return new Way(
                    facade,
                    header.asType(MethodType.methodType(Object.class, Object.class)),
                    lookup.unreflect(buffer.getMethod("limit")).asType(MethodType.methodType(int.class, Object.class)),
                    lookup.unreflect(buffer.getMethod("toByteBuffer", int.class, int.class))
                            .asType(MethodType.methodType(ByteBuffer.class, Object.class, int.class, int.class)),
                    abort.asType(MethodType.methodType(Object.class, Object.class)),
                    open.asType(MethodType.methodType(boolean.class, Object.class)));
        }

        private static MethodHandle then(MethodHandles.Lookup lookup, MethodHandle so, String method)
                throws ReflectiveOperationException {
            return MethodHandles.filterReturnValue(
                    so, lookup.unreflect(so.type().returnType().getMethod(method)));
        }

        private static Field field(Class<?> packet) throws ReflectiveOperationException {
            for (Class<?> type = packet; type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.getName().equals("headerBuffer")) {
                        field.setAccessible(true);
                        return field;
                    }
                }
            }
            throw new NoSuchFieldException("headerBuffer");
        }
    }

    /** Empty inside once it is known that there is no way. */
    private final AtomicReference<Optional<Way>> way = new AtomicReference<>();

    /** The header as it came over the wire, names possibly in lower case. */
    Optional<ByteBuffer> rawHeader(HttpServletRequest request) {
        ServletRequest inner = innermost(request);
        Optional<Way> known = way(inner.getClass());
        if (known.isEmpty() || known.get().from() != inner.getClass()) {
            return Optional.empty();
        }
        try {
            Object buffer = known.get().header().invokeExact((Object) inner);
            int limit = (int) known.get().limit().invokeExact(buffer);
            // A view into a larger array: its first byte is at its position, not at 0.
            ByteBuffer view = (ByteBuffer) known.get().bytes().invokeExact(buffer, 0, limit);
            return Optional.of(view.slice());
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not show the header of its request", e);
        }
    }

    /** Whether the connection that the request came on is still open: what was read before it closed still arrives. */
    boolean isOpen(HttpServletRequest request) {
        ServletRequest inner = innermost(request);
        Optional<Way> known = way(inner.getClass());
        if (known.isEmpty() || known.get().from() != inner.getClass()) {
            return true;
        }
        try {
            return (boolean) known.get().open().invokeExact((Object) inner);
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not say whether its connection is open", e);
        }
    }

    /** Closes the client's connection at once, without a clean end. */
    void abort(HttpServletRequest request) {
        ServletRequest inner = innermost(request);
        Optional<Way> known = way(inner.getClass());
        if (known.isEmpty()) {
            return;
        }
        try {
            Object nothing = known.get().abort().invokeExact((Object) inner);
            LOG.log(Level.FINEST, "aborted {0}", nothing);
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not abort its connection", e);
        }
    }

    private Optional<Way> way(Class<?> request) {
        Optional<Way> known = way.get();
        if (known == null) {
            known = find(request);
            way.set(known);
        }
        return known;
    }

    private static Optional<Way> find(Class<?> request) {
        try {
            return Optional.of(Way.of(request));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "this server shows neither raw headers nor connections: what it repairs is accepted, and a"
                            + " reply that breaks may look whole",
                    e);
            return Optional.empty();
        }
    }

    private static ServletRequest innermost(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        return inner;
    }
}
