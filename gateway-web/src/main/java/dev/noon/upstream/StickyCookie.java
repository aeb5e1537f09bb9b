package dev.noon.upstream;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Headers;
import dev.noon.model.Sticky;
import dev.noon.model.Upstream;
import dev.noon.time.WallClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cookie that keeps a client at its target: {@code TARGET.END.SIGNATURE}. The target is a keyed digest of its address,
 * so a cookie gives no address away; the end is seconds since the epoch, 0 for none; the signature is HMAC-SHA-256 over
 * both and the upstream's name. Thread-safe.
 */
final class StickyCookie {
    private static final String COOKIE = "Cookie";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PARTS = 3;
    private static final int SIGNATURE_BYTES = 18;
    private static final int TARGET_BYTES = 6;
    private static final int LONGEST_VALUE = 64;

    private final String name;
    private final String upstream;
    private final Optional<Duration> ttl;
    private final SecretKeySpec key;
    private final List<String> targets;
    private final WallClock clock;

    /** @param definition one that has such a cookie */
    StickyCookie(Upstream definition, Sticky settings, ClearSecret secret, WallClock clock) {
        this.upstream = definition.metadata().name();
        this.name = settings.cookie().orElse("noon-" + upstream);
        this.ttl = settings.ttl();
        this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
        this.targets = definition.targets().stream()
                .map(target -> digest("target|" + upstream + "|" + target.address(), TARGET_BYTES))
                .toList();
    }

    /** The target that the client belongs to, if its cookie is good; the upstream does not get to see the cookie. */
    OptionalInt take(UpstreamRequest request) {
        Headers headers = request.headers();
        if (!headers.has(COOKIE)) {
            return OptionalInt.empty();
        }
        OptionalInt found = OptionalInt.empty();
        StringBuilder rest = new StringBuilder();
        for (String line : headers.all(COOKIE)) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    found = found.isPresent()
                            ? found
                            : read(pair.substring(equals + 1).strip());
                } else if (!pair.isBlank()) {
                    rest.append(rest.isEmpty() ? "" : "; ").append(pair.strip());
                }
            }
        }
        if (rest.isEmpty()) {
            headers.remove(COOKIE);
        } else {
            headers.set(COOKIE, rest.toString());
        }
        return found;
    }

    /** Lets the client keep to {@code target}, which has answered it with {@code headers}. */
    void give(int target, UpstreamRequest request, Headers headers) {
        long end = ttl.map(time -> clock.millis() / 1000 + time.toSeconds()).orElse(0L);
        String payload = targets.get(target) + "." + end;
        String age = ttl.map(time -> "; Max-Age=" + time.toSeconds()).orElse("");
        // What the upstream is told of the client's connection.
        boolean secure = request.headers().valueOr("X-Forwarded-Proto", "").equals("https");
        headers.add(
                "Set-Cookie",
                name + "=" + payload + "." + signature(payload) + "; Path=/; HttpOnly; SameSite=Lax" + age
                        + (secure ? "; Secure" : ""));
    }

    private OptionalInt read(String value) {
        String[] parts = value.split("\\.", -1);
        if (value.length() > LONGEST_VALUE || parts.length != PARTS || !isSigned(parts) || isOver(parts[1])) {
            return OptionalInt.empty();
        }
        int target = targets.indexOf(parts[0]);
        return target < 0 ? OptionalInt.empty() : OptionalInt.of(target);
    }

    private boolean isSigned(String[] parts) {
        byte[] expected = signature(parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.US_ASCII));
    }

    /** Of a signed cookie, so this is a number. */
    private boolean isOver(String end) {
        long seconds = Long.parseLong(end);
        return seconds > 0 && clock.millis() / 1000 >= seconds;
    }

    private String signature(String payload) {
        return digest("cookie|" + upstream + "|" + payload, SIGNATURE_BYTES);
    }

    private String digest(String text, int bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
