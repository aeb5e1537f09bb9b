package dev.noon.policy.identity;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified, by their digests, so that a repeat costs no signature check. A token has one place, which
 * another may take from it. Thread-safe, without locks.
 */
final class KnownTokens {
    private static final int ROOM = 2048;

    /** @param ring version of the keys that it was verified with */
    private record Known(Digest token, long ring, Verified verified) {}

    private final AtomicReferenceArray<@Nullable Known> places = new AtomicReferenceArray<>(ROOM);

    /** What that token says, if it was verified with these keys and its time is not over. */
    Optional<Verified> find(Digest token, long ring, long nowMillis) {
        Known known = places.get(place(token));
        return known != null
                        && known.ring() == ring
                        && known.token().equals(token)
                        && known.verified().isGood(nowMillis)
                ? Optional.of(known.verified())
                : Optional.empty();
    }

    void remember(Digest token, long ring, Verified verified) {
        places.set(place(token), new Known(token, ring, verified));
    }

    private static int place(Digest token) {
        return token.hashCode() & (ROOM - 1);
    }
}
