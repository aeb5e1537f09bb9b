package dev.noon.admin;

import dev.noon.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The administrator's token, as its digest, and who failed to show it lately. Comparison takes the same
 * time whatever is shown. Thread-safe.
 */
public final class Credentials {
    /** What becomes of an attempt. */
    public enum Verdict {
        /** The token is right. */
        PERMITTED,
        /** There was none, or a wrong one. */
        REFUSED,
        /** Too many wrong ones from there; wait a minute. */
        LIMITED,
        /** No token is configured, so nobody may. */
        CLOSED
    }

    private static final String SCHEME = "bearer ";
    private static final int MAX_FAILURES = 20;
    private static final int MAX_ADDRESSES = 1_000;
    private static final long FORGIVEN_NANOS = Duration.ofMinutes(1).toNanos();

    private record Failures(int count, long lastNanos) {}

    private final Optional<byte[]> expected;
    private final Ticker ticker;
    /** By address, the longest silent first; guarded by itself. */
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    /** @param token the administrator's token; without one everything stays closed */
    public Credentials(Optional<String> token, Ticker ticker) {
        this.expected = token.map(Credentials::digest);
        this.ticker = ticker;
    }

    /**
     * Judges one attempt.
     *
     * @param authorization value of the Authorization header; empty if there is none
     * @param address who asks, for counting failures
     */
    public Verdict judge(String authorization, String address) {
        if (expected.isEmpty()) {
            return Verdict.CLOSED;
        }
        if (isLimited(address)) {
            return Verdict.LIMITED;
        }
        if (isBearer(authorization)
                && MessageDigest.isEqual(
                        expected.get(),
                        digest(authorization.substring(SCHEME.length()).strip()))) {
            return Verdict.PERMITTED;
        }
        if (!authorization.isEmpty()) {
            remember(address);
        }
        return Verdict.REFUSED;
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private boolean isLimited(String address) {
        synchronized (failures) {
            Failures known = failures.get(address);
            if (known != null && ticker.nanos() - known.lastNanos() > FORGIVEN_NANOS) {
                failures.remove(address);
                return false;
            }
            return known != null && known.count() >= MAX_FAILURES;
        }
    }

    private void remember(String address) {
        synchronized (failures) {
            Failures known = failures.remove(address);
            failures.put(address, new Failures(known == null ? 1 : known.count() + 1, ticker.nanos()));
            if (failures.size() > MAX_ADDRESSES) {
                failures.remove(failures.keySet().iterator().next());
            }
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
