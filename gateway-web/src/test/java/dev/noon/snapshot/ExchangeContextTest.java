package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ExchangeContextTest {
    private static final class CountingBean implements Contextual<Object> {
        private final List<Object> destroyed = new ArrayList<>();

        @Override
        public Object create(CreationalContext<Object> creation) {
            return new Object();
        }

        @Override
        public void destroy(Object instance, CreationalContext<Object> creation) {
            destroyed.add(instance);
        }
    }

    private static final CreationalContext<Object> CREATION = new CreationalContext<>() {
        @Override
        public void push(Object incomplete) {}

        @Override
        public void release() {}
    };

    private final ExchangeContext context = new ExchangeContext();
    private final CountingBean bean = new CountingBean();

    @Test
    void an_exchange_has_one_instance_and_the_next_another() {
        context.begin();
        Object first = context.get(bean, CREATION);
        assertThat(context.get(bean, CREATION)).isSameAs(first);
        assertThat(context.get(bean)).isSameAs(first);
        context.end();
        assertThat(bean.destroyed).containsExactly(first);

        context.begin();
        assertThat(context.get(bean)).isNull();
        assertThat(context.get(bean, CREATION)).isNotSameAs(first);
        context.end();
    }

    @Test
    void outside_an_exchange_the_scope_is_not_active() {
        assertThat(context.isActive()).isFalse();
        assertThatThrownBy(() -> context.get(bean, CREATION)).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void exchanges_do_not_nest() {
        context.begin();
        assertThatThrownBy(context::begin).hasMessageContaining("runs on this thread already");
        context.end();
    }

    @Test
    void a_thread_does_not_see_the_exchange_of_another() throws InterruptedException {
        context.begin();
        AtomicBoolean active = new AtomicBoolean(true);
        Thread other = new Thread(() -> active.set(context.isActive()));
        other.start();
        other.join();
        assertThat(active).isFalse();
        context.end();
    }
}
