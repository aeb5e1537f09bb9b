package dev.noon.edge;

import dev.noon.edge.connector.Wire;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Payara's connector behind a servlet request, reached by the names that it has had since GlassFish 4.
 * The servlet API has no way to see a header as it came, which the connector repairs where it should
 * refuse; none to end a reply that cannot be finished, which the container would finish with a
 * last chunk that makes it look whole; and none to hand over header lines as bytes. On another server
 * all are missing, and the log says so once. Thread-safe.
 */
final class Grizzly {
    private static final Logger LOG = Logger.getLogger(Grizzly.class.getName());

    /** Constant, so that the compiler sees through its handles. */
    private static final @Nullable Way WAY = find();

    private Grizzly() {}

    /** The ways from the servlet request to its raw header, to the connection, and to the lines of its reply. */
    private record Way(
            Class<?> from,
            MethodHandle request,
            MethodHandle header,
            MethodHandle limit,
            MethodHandle bytes,
            MethodHandle abort,
            MethodHandle open,
            MethodHandle line,
            MethodHandle value) {
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
            MethodHandle reply = then(lookup, then(lookup, grizzly, "getResponse"), "getResponse");
            MethodHandle lines = then(lookup, reply, "getHeaders");
            MethodHandle line = lookup.unreflect(
                    lines.type().returnType().getMethod("addValue", byte[].class, int.class, int.class));
            MethodHandle value = lookup.unreflect(
                    line.type().returnType().getMethod("setBytes", byte[].class, int.class, int.class));
            return new Way(
                    facade,
                    grizzly.asType(MethodType.methodType(Object.class, Object.class)),
                    header.asType(MethodType.methodType(Object.class, Object.class)),
                    lookup.unreflect(buffer.getMethod("limit")).asType(MethodType.methodType(int.class, Object.class)),
                    lookup.unreflect(buffer.getMethod("toByteBuffer", int.class, int.class))
                            .asType(MethodType.methodType(ByteBuffer.class, Object.class, int.class, int.class)),
                    abort.asType(MethodType.methodType(Object.class, Object.class)),
                    open.asType(MethodType.methodType(boolean.class, Object.class)),
                    MethodHandles.filterArguments(line, 0, lines)
                            .asType(MethodType.methodType(
                                    Object.class, Object.class, byte[].class, int.class, int.class)),
                    value.asType(MethodType.methodType(void.class, Object.class, byte[].class, int.class, int.class)));
        }

        private static MethodHandle then(MethodHandles.Lookup lookup, MethodHandle so, String method)
                throws ReflectiveOperationException {
            Method next = so.type().returnType().getMethod(method);
            return MethodHandles.filterReturnValue(
                    so.asType(so.type().changeReturnType(next.getDeclaringClass())), lookup.unreflect(next));
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

    /** The header as it came over the wire, names possibly in lower case. */
    static Optional<ByteBuffer> rawHeader(HttpServletRequest request) {
        Object inner = innermost(request);
        Way way = WAY;
        if (way == null || way.from() != inner.getClass()) {
            return Optional.empty();
        }
        try {
            Object buffer = way.header().invokeExact(inner);
            int limit = (int) way.limit().invokeExact(buffer);
            // A view into a larger array: its first byte is at its position, not at 0.
            ByteBuffer view = (ByteBuffer) way.bytes().invokeExact(buffer, 0, limit);
            return Optional.of(view.slice());
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not show the header of its request", e);
        }
    }

    /** The connection that the request came on, beside its reply. */
    static Optional<Wire> wire(HttpServletRequest request) {
        Object inner = innermost(request);
        Way way = WAY;
        if (way == null || way.from() != inner.getClass()) {
            return Optional.empty();
        }
        try {
            return Wire.of((Object) way.request().invokeExact(inner));
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not show its request", e);
        }
    }

    /** Whether the connection that the request came on is still open: what was read before it closed still arrives. */
    static boolean isOpen(HttpServletRequest request) {
        Object inner = innermost(request);
        Way way = WAY;
        if (way == null || way.from() != inner.getClass()) {
            return true;
        }
        try {
            return (boolean) way.open().invokeExact(inner);
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not say whether its connection is open", e);
        }
    }

    /**
     * Gives the connector all lines of a reply's header as one, beside the date, which it reads: its first name, and the
     * rest as that name's value. It writes bytes as they are, and what it pays for is each line. Only for HTTP/1.1,
     * where lines look like that.
     *
     * @return whether it took them; if not, they must go through the servlet API
     */
    static boolean write(HttpServletRequest request, HeaderBlock block) {
        Object inner = innermost(request);
        Way way = WAY;
        if (way == null
                || way.from() != inner.getClass()
                || !request.getProtocol().equals("HTTP/1.1")) {
            return false;
        }
        try {
            byte[] bytes = block.bytes();
            if (block.hasDate()) {
                Object date = way.line().invokeExact(inner, bytes, 0, block.dateNameEnd());
                way.value().invokeExact(date, bytes, block.dateNameEnd() + 2, block.dateEnd() - 2);
            }
            if (block.hasOthers()) {
                int length = block.nameEnd() - block.dateEnd();
                Object others = way.line().invokeExact(inner, bytes, block.dateEnd(), length);
                way.value().invokeExact(others, bytes, block.nameEnd() + 2, block.end());
            }
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not take the header of its reply", e);
        }
    }

    /** Closes the client's connection at once, without a clean end. */
    static void abort(HttpServletRequest request) {
        Object inner = innermost(request);
        Way way = WAY;
        if (way == null || way.from() != inner.getClass()) {
            return;
        }
        try {
            Object nothing = way.abort().invokeExact(inner);
            LOG.log(Level.FINEST, "aborted {0}", nothing);
        } catch (Throwable e) {
            throw new IllegalStateException("the connector does not abort its connection", e);
        }
    }

    private static @Nullable Way find() {
        try {
            return Way.of(Class.forName(
                    "org.apache.catalina.connector.RequestFacade", false, Grizzly.class.getClassLoader()));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "this server shows neither raw headers nor connections: what it repairs is accepted, and a"
                            + " reply that breaks may look whole",
                    e);
            return null;
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
