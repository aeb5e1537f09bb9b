package dev.noon.admin.oidc;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The provider's public keys. They are read again after five minutes, and when a token names one that is not there; but
 * never twice within 30 seconds, however many strange names come. What was read last stays good while the source is
 * away. Thread-safe: one thread reads, the others go on with what there is.
 */
final class ProviderKeys {
    private static final Logger LOG = System.getLogger(ProviderKeys.class.getName());
    private static final long COOL_DOWN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(5).toNanos();

    private final KeySource source;
    private final Ticker ticker;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Keys keys = new Keys(List.of(), OptionalLong.empty());

    /** @param triedAtNanos when the source was last asked, whatever came of it */
    private record Keys(List<JWK> list, OptionalLong triedAtNanos) {}

    ProviderKeys(KeySource source, Ticker ticker) {
        this.source = source;
        this.ticker = ticker;
    }

    /** The key of that name; without a name the only key, if there is only one. */
    Optional<JWK> find(Optional<String> name) {
        refreshAfter(MAX_AGE_NANOS);
        Optional<JWK> found = in(keys.list(), name);
        if (found.isPresent()) {
            return found;
        }
        refreshAfter(COOL_DOWN_NANOS);
        return in(keys.list(), name);
    }

    private static Optional<JWK> in(List<JWK> list, Optional<String> name) {
        List<JWK> found = list.stream()
                .filter(key -> name.isEmpty() || name.get().equals(key.getKeyID()))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private void refreshAfter(long nanos) {
        if (!isOlderThan(nanos)) {
            return;
        }
        if (keys.triedAtNanos().isEmpty()) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return;
        }
        try {
            if (isOlderThan(nanos)) {
                keys = new Keys(read().orElse(keys.list()), OptionalLong.of(ticker.nanos()));
            }
        } finally {
            reading.unlock();
        }
    }

    private boolean isOlderThan(long nanos) {
        OptionalLong tried = keys.triedAtNanos();
        return tried.isEmpty() || ticker.nanos() - tried.getAsLong() >= nanos;
    }

    private Optional<List<JWK>> read() {
        try {
            return Optional.of(parse(source.read().strip()));
        } catch (IOException | ParseException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the keys of the identity provider cannot be read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Private and symmetric keys have no business here and are left out. */
    private static List<JWK> parse(String text) throws ParseException, GeneralSecurityException {
        if (!text.startsWith("{")) {
            return List.of(PemKey.read(text));
        }
        List<JWK> all = text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text));
        return all.stream().filter(key -> !key.isPrivate()).toList();
    }
}
