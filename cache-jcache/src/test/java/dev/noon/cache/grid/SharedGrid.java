package dev.noon.cache.grid;

import com.hazelcast.core.HazelcastInstance;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Two members that every test class of the run shares; started once, stopped at the end. */
final class SharedGrid implements BeforeAllCallback, ParameterResolver {
    /** The members, for tests that ask for them. */
    record Pair(HazelcastInstance one, HazelcastInstance two, TestGrid grid) implements AutoCloseable {
        static Pair start() {
            TestGrid grid = new TestGrid();
            return new Pair(grid.start(), grid.start(), grid);
        }

        @Override
        public void close() {
            grid.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        pair(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Pair.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return pair(context);
    }

    private static Pair pair(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedGrid.class))
                .getOrComputeIfAbsent("pair", name -> Pair.start(), Pair.class);
    }
}
