package dev.noon.control;

import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.nio.file.Path;

/** A manager and a node that have the same keys, and a credential to seal. */
abstract class WithSecrets {
    static final DefinitionId LOANS = new DefinitionId(Kind.CREDENTIAL, "loans-key");
    static final String OPENED = "Credential/loans-key/spec/secret";
    static final String CLEAR = "hunter2-hunter2";
    static final String CHANGED = "correct-horse";

    final Path disk;
    final FakeClock clock = new FakeClock();
    final MemoryStores store = new MemoryStores();
    final Stores stores = store.stores();
    final ControlPlane manager = new ControlPlane(stores, clock);
    final Worker node;

    WithSecrets(Path disk) {
        this.disk = disk;
        this.node = new Worker("node-1", stores, clock, disk);
    }
}
