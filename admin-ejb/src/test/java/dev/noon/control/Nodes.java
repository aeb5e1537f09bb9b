package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.nio.file.Path;

/** A manager and nodes of environment {@code dev} on one store in memory, under one clock. */
final class Nodes {
    static final DefinitionId LOANS = new DefinitionId(Kind.API_PROXY, "loans");

    final FakeClock clock = new FakeClock();
    final MemoryStores store = new MemoryStores();
    final Stores stores = store.stores();
    final ControlPlane manager = new ControlPlane(stores, clock);
    final Path disk;

    Nodes(Path disk) {
        this.disk = disk;
    }

    /** A node that has not looked at anything yet. */
    Worker create(String name) {
        return new Worker(name, stores, clock, disk);
    }

    /** A node after its first look. */
    Worker start(String name) {
        Worker node = create(name);
        node.reconciler.tick();
        return node;
    }

    /** What {@code work} asks of the store. */
    int calls(Runnable work) {
        int before = store.calls();
        work.run();
        return store.calls() - before;
    }

    /** The one row of heartbeats. */
    Heartbeat row() {
        assertThat(stores.heartbeats().all("dev")).hasSize(1);
        return stores.heartbeats().all("dev").get(0);
    }
}
