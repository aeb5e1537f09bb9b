package dev.noon.control;

import dev.noon.control.access.AccessToken;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Access tokens in memory. Thread-safe. */
final class MemoryTokens implements AccessTokens {
    private final SortedMap<String, AccessToken> tokens = new TreeMap<>();
    private final Runnable called;

    /** @param called runs before every call */
    MemoryTokens(Runnable called) {
        this.called = called;
    }

    @Override
    public synchronized Optional<AccessToken> find(String id) {
        called.run();
        return Optional.ofNullable(tokens.get(id));
    }

    @Override
    public synchronized List<AccessToken> all() {
        called.run();
        return List.copyOf(tokens.values());
    }

    @Override
    public synchronized boolean insert(AccessToken token) {
        called.run();
        return tokens.putIfAbsent(token.id(), token) == null;
    }

    @Override
    public synchronized void revoke(String id, long millis) {
        called.run();
        tokens.computeIfPresent(id, (key, token) -> token.revoked(millis));
    }

    @Override
    public synchronized void remove(String id) {
        called.run();
        tokens.remove(id);
    }
}
