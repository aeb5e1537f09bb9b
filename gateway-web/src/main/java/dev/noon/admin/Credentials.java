package dev.noon.admin;

import dev.noon.control.access.Grants;
import dev.noon.control.access.Identity;
import dev.noon.control.access.TokenText;
import dev.noon.control.tokens.KnownTokens;
import dev.noon.control.tokens.Recognition;
import dev.noon.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may come in: the bearer of the token in the node's file, of an access token from the store, or of a signed token
 * of the identity provider. Comparison takes the same time whatever is shown.
 *
 * <p>Failures are counted by address. A right credential passes however many wrong ones came from there, so nobody can
 * shut a neighbour out; guessing gains nothing by it, for a secret has 256 bits, and what a wrong attempt costs is
 * bounded elsewhere ({@link KnownTokens}). Thread-safe.
 */
public final class Credentials {
    /** The name of whoever shows the token in the node's file. */
    public static final String ADMINISTRATOR = "administrator";

    private static final String SCHEME = "bearer ";
    private static final int MAX_FAILURES = 20;
    private static final int MAX_ADDRESSES = 1_000;
    private static final long FORGIVEN_NANOS = Duration.ofMinutes(1).toNanos();

    /** What becomes of an attempt. */
    public sealed interface Verdict {
        /** Good credentials of somebody who may do what the grants say. */
        record Permitted(Identity identity) implements Verdict {}

        /** Nobody known. */
        record Denied(Cause cause) implements Verdict {}
    }

    /** Why somebody was denied. */
    public enum Cause {
        /** There were no credentials, or wrong ones. */
        REFUSED,
        /** Too many wrong ones; wait a minute. */
        LIMITED,
        /** No administrator is configured, so nobody may. */
        CLOSED,
        /** The store cannot be asked whether the token is still good. */
        UNSURE
    }

    /**
     * An attempt.
     *
     * @param authorization value of the Authorization header; empty if there is none
     * @param address who asks, for counting failures
     * @param writes whether something is to be changed: then a token is checked with the store now
     */
    public record Attempt(String authorization, String address, boolean writes) {}

    /**
     * What credentials are compared with.
     *
     * @param file the token in the node's file; without one and without a provider everything stays closed
     * @param environment the environment in which its bearer may do everything
     * @param tokens access tokens
     * @param provider verifies signed tokens; empty if none is configured
     */
    public record Sources(
            Optional<String> file, String environment, KnownTokens tokens, Optional<SignedTokens> provider) {}

    private record Failures(int count, long lastNanos) {}

    private final Optional<byte[]> file;
    private final Identity administrator;
    private final KnownTokens tokens;
    private final Optional<SignedTokens> provider;
    private final Ticker ticker;
    /** By address, the longest silent first; guarded by itself. */
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    public Credentials(Sources sources, Ticker ticker) {
        this.file = sources.file().map(Credentials::digest);
        this.administrator = new Identity(ADMINISTRATOR, Grants.administrator(sources.environment()));
        this.tokens = sources.tokens();
        this.provider = sources.provider();
        this.ticker = ticker;
    }

    /** Judges one attempt. */
    public Verdict judge(Attempt attempt) {
        if (file.isEmpty() && provider.isEmpty()) {
            return new Verdict.Denied(Cause.CLOSED);
        }
        if (attempt.authorization().isEmpty()) {
            return new Verdict.Denied(Cause.REFUSED);
        }
        Verdict verdict = recognise(attempt);
        if (verdict instanceof Verdict.Denied denied && denied.cause() == Cause.REFUSED) {
            return new Verdict.Denied(failed(attempt.address()) ? Cause.LIMITED : Cause.REFUSED);
        }
        return verdict;
    }

    private Verdict recognise(Attempt attempt) {
        if (!isBearer(attempt.authorization())) {
            return new Verdict.Denied(Cause.REFUSED);
        }
        String shown = attempt.authorization().substring(SCHEME.length()).strip();
        if (file.isPresent() && MessageDigest.isEqual(file.get(), digest(shown))) {
            return new Verdict.Permitted(administrator);
        }
        Optional<TokenText> token = TokenText.parse(shown);
        if (token.isPresent()) {
            return verdict(tokens.recognise(token.get(), attempt.writes()));
        }
        return provider.flatMap(verifier -> verifier.verify(shown))
                .<Verdict>map(Verdict.Permitted::new)
                .orElse(new Verdict.Denied(Cause.REFUSED));
    }

    private static Verdict verdict(Recognition recognition) {
        if (recognition instanceof Recognition.Known known) {
            return new Verdict.Permitted(known.identity());
        }
        if (recognition instanceof Recognition.Unsure) {
            return new Verdict.Denied(Cause.UNSURE);
        }
        return new Verdict.Denied(recognition instanceof Recognition.Busy ? Cause.LIMITED : Cause.REFUSED);
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Counts a failure; true when there had been too many already. */
    private boolean failed(String address) {
        synchronized (failures) {
            long now = ticker.nanos();
            Optional<Failures> known = Optional.ofNullable(failures.remove(address))
                    .filter(earlier -> now - earlier.lastNanos() <= FORGIVEN_NANOS);
            int count = known.map(Failures::count).orElse(0);
            boolean limited = count >= MAX_FAILURES;
            long last = limited ? known.get().lastNanos() : now;
            failures.put(address, new Failures(Math.min(MAX_FAILURES, count + 1), last));
            if (failures.size() > MAX_ADDRESSES) {
                failures.remove(failures.keySet().iterator().next());
            }
            return limited;
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
