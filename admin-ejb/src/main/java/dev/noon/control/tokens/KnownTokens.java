package dev.noon.control.tokens;

import dev.noon.control.AccessTokens;
import dev.noon.control.Clocks;
import dev.noon.control.DamagedLog;
import dev.noon.control.StoreUnavailable;
import dev.noon.control.access.AccessToken;
import dev.noon.control.access.TokenText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises access tokens on one node. What it remembers of a token is at most a second old when it is used, counted
 * from before the store was asked, so that a revocation holds on every node within two seconds; a request that writes
 * is never judged from memory. While the store is away no token is good: only who needs no store gets in.
 *
 * <p>A wrong secret for a known identifier, and an identifier that is known not to exist, cost no look at the store.
 * Identifiers never seen cost one, at most 20 a second for the whole node. Thread-safe: the memory is guarded by its
 * own monitor, which is never held while the store is asked.
 */
public final class KnownTokens {
    private static final Logger LOG = System.getLogger(KnownTokens.class.getName());
    private static final long MAX_AGE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int STRANGERS_A_SECOND = 20;
    private static final int REMEMBERED = 10_000;

    private record Seen(Optional<AccessToken> token, long askedAtNanos) {}

    private final AccessTokens store;
    private final Clocks clocks;
    /** By identifier, the longest unused first; guarded by itself, as are the two numbers. */
    private final Map<String, Seen> memory = new LinkedHashMap<>(64, 0.75f, true);

    private long secondBeganNanos;
    private int strangers;

    public KnownTokens(AccessTokens store, Clocks clocks) {
        this.store = store;
        this.clocks = clocks;
        this.secondBeganNanos = clocks.ticker().nanos();
    }

    /**
     * Recognises what was shown.
     *
     * @param confirm whether the store must be asked now
     */
    public Recognition recognise(TokenText shown, boolean confirm) {
        Optional<Seen> seen = recall(shown.id());
        Optional<AccessToken> remembered = seen.flatMap(Seen::token);
        if (remembered.isPresent() && !shown.fits(remembered.get().digest())) {
            return new Recognition.Unknown();
        }
        boolean fresh = seen.isPresent() && clocks.ticker().nanos() - seen.get().askedAtNanos() <= MAX_AGE_NANOS;
        if (fresh && (remembered.isEmpty() || !confirm)) {
            return judge(shown, remembered);
        }
        if (remembered.isEmpty() && !admitsStranger()) {
            return new Recognition.Busy();
        }
        return ask(shown);
    }

    private Recognition ask(TokenText shown) {
        long askedAtNanos = clocks.ticker().nanos();
        try {
            Optional<AccessToken> found = store.find(shown.id());
            remember(shown.id(), new Seen(found, askedAtNanos));
            return judge(shown, found);
        } catch (StoreUnavailable e) {
            return new Recognition.Unsure();
        } catch (DamagedLog e) {
            LOG.log(Level.WARNING, "a token is not accepted: {0}", e.getMessage());
            return new Recognition.Unknown();
        }
    }

    private Recognition judge(TokenText shown, Optional<AccessToken> kept) {
        boolean fits = shown.fits(kept.map(AccessToken::digest).orElse(""));
        return fits && kept.isPresent() && kept.get().isGood(clocks.wall().millis())
                ? new Recognition.Known(kept.get().identity())
                : new Recognition.Unknown();
    }

    private Optional<Seen> recall(String id) {
        synchronized (memory) {
            return Optional.ofNullable(memory.get(id));
        }
    }

    private void remember(String id, Seen seen) {
        synchronized (memory) {
            Seen known = memory.get(id);
            if (known == null || known.askedAtNanos() - seen.askedAtNanos() < 0) {
                memory.put(id, seen);
            }
            if (memory.size() > REMEMBERED) {
                memory.remove(memory.keySet().iterator().next());
            }
        }
    }

    private boolean admitsStranger() {
        synchronized (memory) {
            long now = clocks.ticker().nanos();
            if (now - secondBeganNanos >= SECOND_NANOS) {
                secondBeganNanos = now;
                strangers = 0;
            }
            strangers++;
            return strangers <= STRANGERS_A_SECOND;
        }
    }
}
