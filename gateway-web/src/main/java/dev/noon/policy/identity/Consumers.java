package dev.noon.policy.identity;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Consumer;
import dev.noon.model.Credential;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The consumers of one revision, by what they may show. Secrets are kept as digests, so that finding one takes the same
 * time however much of it is right. Immutable.
 */
public final class Consumers {
    /** Nobody. */
    public static final Consumers NONE = new Consumers(List.of());

    private static final String KEY = "key";
    private static final String BASIC = "basic";
    private static final String BEARER = "bearer";

    private final Map<Digest, Member> bySecret = new HashMap<>();
    private final Map<String, Member> byIdentifier = new HashMap<>();

    /**
     * A consumer.
     *
     * @param generation number of the revision that it is of: another consumer of the same name has another one
     */
    public record Member(String name, Optional<String> tier, long generation) {
        /** Differs from everybody else's, and from that of whoever had the name before. */
        String identity() {
            return "consumer " + name + "@" + generation;
        }
    }

    /** What a consumer may show. */
    public record Held(Credential.Scheme scheme, ClearSecret secret) {}

    /** A consumer and all that it may show. */
    public record Listed(Consumer consumer, long generation, List<Held> credentials) {
        public Listed {
            credentials = List.copyOf(credentials);
        }
    }

    /** @param listed all; what two of them could show is nobody's */
    public Consumers(List<Listed> listed) {
        Set<Digest> shared = new HashSet<>();
        for (Listed each : listed) {
            Member member = new Member(
                    each.consumer().metadata().name(), each.consumer().tier(), each.generation());
            each.consumer().identifiers().forEach(identifier -> byIdentifier.put(identifier, member));
            for (Held held : each.credentials()) {
                digest(held).ifPresent(digest -> {
                    Member other = bySecret.putIfAbsent(digest, member);
                    if (other != null && !other.equals(member)) {
                        shared.add(digest);
                    }
                });
            }
        }
        bySecret.keySet().removeAll(shared);
    }

    /** Whose key that is. */
    Optional<Member> byKey(String key) {
        return Optional.ofNullable(bySecret.get(Digest.of(KEY, key)));
    }

    /** Whose user and password these are. */
    Optional<Member> byLogin(String user, String password) {
        return Optional.ofNullable(bySecret.get(Digest.of(BASIC, user, password)));
    }

    /** Whose fixed token that is. */
    Optional<Member> byToken(String token) {
        return Optional.ofNullable(bySecret.get(Digest.of(BEARER, token)));
    }

    /** Whom signed tokens call that. */
    Optional<Member> byIdentifier(String identifier) {
        return Optional.ofNullable(byIdentifier.get(identifier));
    }

    /** Empty for what nobody can show. */
    private static Optional<Digest> digest(Held held) {
        String secret = held.secret().reveal();
        if (held.scheme() instanceof Credential.ApiKey) {
            return Optional.of(Digest.of(KEY, secret));
        }
        if (held.scheme() instanceof Credential.Basic basic) {
            return Optional.of(Digest.of(BASIC, basic.user(), secret));
        }
        return held.scheme() instanceof Credential.Bearer ? Optional.of(Digest.of(BEARER, secret)) : Optional.empty();
    }
}
