package dev.noon.snapshot;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Gives every exchange a request scope of its own. Thread-safe; the container makes one. */
public class ExchangeScope implements Extension {
    private final ExchangeContext context = new ExchangeContext();

    void register(@Observes AfterBeanDiscovery event) {
        event.addContext(context);
    }

    /** Begins the scope on this thread. */
    public void begin() {
        context.begin();
    }

    /** Ends the scope on this thread; what it holds, pins among it, is let go. */
    public void end() {
        context.end();
    }

    /**
     * Whether the container has begun a request scope of its own for that path; the pattern is the one in
     * {@code web.xml}, {@code org.jboss.weld.context.mapping}.
     */
    public static boolean isContainers(String path) {
        return begins(path, "/api") || begins(path, "/health") || begins(path, "/metrics") || begins(path, "/openapi");
    }

    private static boolean begins(String path, String prefix) {
        return path.startsWith(prefix);
    }
}
