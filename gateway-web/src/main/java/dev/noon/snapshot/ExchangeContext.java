package dev.noon.snapshot;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request scope. The container's own comes with sessions and conversations, which nothing here ever has
 * and which cost more than a cached answer; so the filter opens this one in its place. Thread-safe: a
 * request runs on one thread, and its beans with it.
 */
public final class ExchangeContext implements AlterableContext {
    private record Instance<T>(Contextual<T> bean, CreationalContext<T> creation, T object) {
        void destroy() {
            bean.destroy(object, creation);
        }
    }

    /** The beans of the exchange that the thread runs. */
    private static final class Slots {
        private final List<Instance<?>> instances = new ArrayList<>(2);
        /** The one bean that every exchange has; null while no exchange runs. */
        private @Nullable PinnedSnapshot pinned;
    }

    private final ThreadLocal<Slots> slots = ThreadLocal.withInitial(Slots::new);

    /**
     * Begins the scope on this thread.
     *
     * @return what whoever injects the pin gets, without its proxy
     * @throws IllegalStateException if it has begun already
     */
    public PinnedSnapshot begin() {
        Slots mine = slots.get();
        if (mine.pinned != null) {
            throw new IllegalStateException("an exchange runs on this thread already; expected it to have ended");
        }
        PinnedSnapshot pinned = new PinnedSnapshot();
        mine.pinned = pinned;
        return pinned;
    }

    /** Ends the scope on this thread and destroys its beans. */
    public void end() {
        Slots mine = slots.get();
        try {
            for (int i = 0; i < mine.instances.size(); i++) {
                mine.instances.get(i).destroy();
            }
        } finally {
            mine.instances.clear();
            mine.pinned = null;
        }
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return RequestScoped.class;
    }

    @Override
    public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
        T existing = get(bean);
        if (existing != null) {
            return existing;
        }
        T object = bean.create(creation);
        active().instances.add(new Instance<>(bean, creation, object));
        return object;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> @Nullable T get(Contextual<T> bean) {
        Slots mine = active();
        if (bean instanceof Bean<?> known && known.getBeanClass() == PinnedSnapshot.class) {
            return (T) mine.pinned;
        }
        List<Instance<?>> instances = mine.instances;
        for (int i = 0; i < instances.size(); i++) {
            if (instances.get(i).bean().equals(bean)) {
                return (T) instances.get(i).object();
            }
        }
        return null;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        List<Instance<?>> instances = active().instances;
        for (int i = 0; i < instances.size(); i++) {
            if (instances.get(i).bean().equals(bean)) {
                instances.remove(i).destroy();
                return;
            }
        }
    }

    @Override
    public boolean isActive() {
        return slots.get().pinned != null;
    }

    private Slots active() {
        Slots mine = slots.get();
        if (mine.pinned == null) {
            throw new ContextNotActiveException("no exchange runs on this thread");
        }
        return mine;
    }
}
