package dev.noon.admin;

import dev.noon.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares bearer tokens in constant time, and lets one address fail twenty times, then once a second. What an address
 * has left is forgotten when more than a thousand others have failed since. Thread-safe; guarded by its own monitor.
 */
public final class AccessGate {
    /** A token that is shorter than this, in characters, counts as none. */
    public static final int SHORTEST_TOKEN = 16;

    private static final String SCHEME = "bearer ";
    private static final int ADDRESSES = 1_000;
    private static final double BURST = 20;
    private static final double PER_NANO = 1e-9;

    private final Supplier<Optional<String>> token;
    private final Ticker ticker;
    private final LinkedHashMap<String, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param token the administrator's token, asked for at every attempt so that it can be replaced; empty when none is
     *     configured
     */
    public AccessGate(Supplier<Optional<String>> token, Ticker ticker) {
        this.token = token;
        this.ticker = ticker;
    }

    /** What an attempt came to. */
    public enum Access {
        /** The token is right. */
        GRANTED,
        /** There is none, or it is wrong. */
        DENIED,
        /** Too many failures from this address; the token was not looked at. */
        LIMITED,
        /** Nobody may pass: no token is configured. */
        CLOSED
    }

    private record Failures(double left, long atNanos) {}

    /**
     * Judges one attempt.
     *
     * @param authorization value of the Authorization header; empty if there is none
     */
    public Access check(String address, String authorization) {
        Optional<String> expected = token.get().map(String::strip).filter(text -> text.length() >= SHORTEST_TOKEN);
        if (expected.isEmpty()) {
            return Access.CLOSED;
        }
        synchronized (byAddress) {
            double left = left(address);
            if (left < 1) {
                return Access.LIMITED;
            }
            if (matches(expected.get(), authorization)) {
                return Access.GRANTED;
            }
            remember(address, left - 1);
            return Access.DENIED;
        }
    }

    private static boolean matches(String expected, String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return false;
        }
        String presented = authorization.substring(SCHEME.length()).strip();
        return MessageDigest.isEqual(sha256(expected), sha256(presented));
    }

    private double left(String address) {
        Failures failures = byAddress.getOrDefault(address, new Failures(BURST, ticker.nanos()));
        return Math.min(BURST, failures.left() + (ticker.nanos() - failures.atNanos()) * PER_NANO);
    }

    private void remember(String address, double left) {
        byAddress.put(address, new Failures(left, ticker.nanos()));
        if (byAddress.size() > ADDRESSES) {
            Map.Entry<String, Failures> eldest = byAddress.entrySet().iterator().next();
            byAddress.remove(eldest.getKey());
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
