package dev.noon.store;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How to open a store.
 *
 * @param data the store's directory; created if need be
 * @param bind where to listen; port 0 takes a free one
 * @param broken told, on a serving thread, when the file can no longer be written; the process should end then
 */
public record StoreSettings(Path data, InetSocketAddress bind, Consumer<RuntimeException> broken) {}
