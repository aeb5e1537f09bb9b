package dev.noon.store;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How to open a store.
 *
 * @param data the store's directory; created if need be
 * @param bind where to listen; port 0 takes a free one
 * @param checkpointBytes how much the journal may grow before the file is written; about a second of work to repeat
 *     after a kill for each 10 MiB
 * @param broken told, on a serving thread, when the file can no longer be written; the process should end then
 */
public record StoreSettings(Path data, InetSocketAddress bind, int checkpointBytes, Consumer<RuntimeException> broken) {

    /** What suits a few nodes: 1 MiB. */
    public static final int CHECKPOINT_BYTES = 1 << 20;
}
