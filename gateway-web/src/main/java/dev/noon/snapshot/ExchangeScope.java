package dev.noon.snapshot;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/** Gives every exchange a request scope of its own. Thread-safe; the container makes one. */
public class ExchangeScope implements Extension {
    private final ExchangeContext context = new ExchangeContext();

    /** The bean is added below, in the shape that costs least to make. */
    void replace(@Observes ProcessAnnotatedType<PinnedSnapshot> type) {
        type.veto();
    }

    void register(@Observes AfterBeanDiscovery event) {
        event.addContext(context);
        event.<PinnedSnapshot>addBean()
                .beanClass(PinnedSnapshot.class)
                .addTransitiveTypeClosure(PinnedSnapshot.class)
                .scope(RequestScoped.class)
                .createWith(creation -> new PinnedSnapshot());
    }

    /** The scope itself: an extension is injected as a proxy, which costs more than what it is asked for here. */
    public ExchangeContext context() {
        return context;
    }
}
