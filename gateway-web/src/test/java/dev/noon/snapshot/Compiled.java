package dev.noon.snapshot;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.DefinitionReader;
import dev.noon.model.Reading;
import dev.noon.model.SourceFile;
import java.util.List;

/** Snapshots of definitions as users write them. */
public final class Compiled {
    private Compiled() {}

    /** The snapshot of {@code yaml}, whose pools connect to nobody and whose cache has nothing. */
    public static Snapshot of(String yaml) throws CompileException {
        Reading reading = new DefinitionReader().read(List.of(new SourceFile("test.yaml", yaml)));
        if (!reading.problems().isEmpty()) {
            throw new IllegalArgumentException(reading.problems().toString());
        }
        Definitions definitions = new Definitions();
        reading.definitions().forEach(read -> definitions.put(read.definition()));
        SnapshotCompiler compiler =
                Catalogues.compiler(new SharedResources(), (id, field, secret) -> new ClearSecret("never"));
        return compiler.compile(Snapshot.none(), definitions.set());
    }
}
