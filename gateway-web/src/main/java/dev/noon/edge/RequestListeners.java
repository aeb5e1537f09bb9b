package dev.noon.edge;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.EventListener;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The listeners that Payara's web container asks before and after every request, reached behind a servlet
 * context by the names they have had since GlassFish 3. CDI's open a request scope, a session and a
 * conversation each time, and the container brackets each call with the switch to another component: together
 * that costs as much as a cached answer does. The filter opens a lighter scope instead. The container's own, which
 * every servlet has, take two locks that all requests share, for names, transactions and identities that belong to a
 * component; traffic has none.
 */
final class RequestListeners {
    private static final Logger LOG = Logger.getLogger(RequestListeners.class.getName());
    private static final String CDI = "org.jboss.weld.";

    private RequestListeners() {}

    /**
     * Takes CDI's listeners away, before the first request comes in.
     *
     * @return whether they are gone: if not, this is another server, and its request scope stays in charge
     */
    static boolean removeCdi(ServletContext context) {
        try {
            Object inner = behind(behind(context));
            Object listeners =
                    inner.getClass().getMethod("getApplicationEventListeners").invoke(inner);
            boolean removed = ((List<?>) listeners).removeIf(RequestListeners::isCdis);
            if (!removed) {
                LOG.log(Level.WARNING, "this server opens its request scope in another way: it stays in charge");
            }
            return removed;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "this server does not show its request listeners: their scope stays in charge", e);
            return false;
        }
    }

    /**
     * Takes the container's own listeners away from one servlet and from the filters in front of it, before the first
     * request comes in. What runs there has no {@code java:comp}, no container transaction and no caller identity.
     */
    static void removeContainers(ServletContext context, String servlet) {
        try {
            Object inner = behind(behind(context));
            Object wrapper =
                    inner.getClass().getMethod("findChild", String.class).invoke(inner, servlet);
            Object support = wrapper.getClass().getMethod("getInstanceSupport").invoke(wrapper);
            Field listeners = support.getClass().getDeclaredField("listeners");
            listeners.setAccessible(true);
            listeners.set(support, Array.newInstance(listeners.getType().getComponentType(), 0));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "this server does not show the listeners of its servlets: they stay", e);
        }
    }

    private static boolean isCdis(Object listener) {
        return listener instanceof EventListener
                && listener.getClass().getName().startsWith(CDI);
    }

    private static Object behind(Object facade) throws ReflectiveOperationException {
        Field field = facade.getClass().getDeclaredField("context");
        field.setAccessible(true);
        return field.get(facade);
    }
}
