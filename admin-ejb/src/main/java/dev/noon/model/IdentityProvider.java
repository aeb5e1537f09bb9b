package dev.noon.model;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.PublicKeyText;
import dev.noon.model.text.UrlText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whose tokens are believed.
 *
 * @param issuer what the claim {@code iss} must be, exactly
 * @param audiences what the claim {@code aud} must contain one of; at least one
 * @param algorithms signatures that are accepted; none of them uses a shared secret
 * @param consumerClaim the claim that names the consumer
 * @param clockSkew how far clocks may differ; zero to five minutes
 */
public record IdentityProvider(
        Metadata metadata,
        URI issuer,
        KeySet keys,
        List<String> audiences,
        List<Algorithm> algorithms,
        String consumerClaim,
        Duration clockSkew)
        implements Definition {
    /** Signatures that are accepted where none are written. */
    public static final List<Algorithm> DEFAULT_ALGORITHMS = List.of(Algorithm.RS256, Algorithm.ES256);

    /** The claim that names the consumer where none is written. */
    public static final String DEFAULT_CLAIM = "sub";

    /** How far clocks may differ where nothing is written. */
    public static final Duration DEFAULT_SKEW = Duration.ofSeconds(30);

    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

    public IdentityProvider {
        audiences = List.copyOf(audiences);
        algorithms = List.copyOf(algorithms);
        Guard.check("spec.issuer", UrlText.fault(issuer.toString()));
        Guard.each("spec.audiences", audiences, IdentifierText::fault);
        Guard.check("spec.consumerClaim", IdentifierText.fault(consumerClaim));
        Guard.check("spec.clockSkew", DurationText.fault(clockSkew, Duration.ZERO, LARGEST_SKEW));
        if (audiences.isEmpty() || algorithms.isEmpty()) {
            throw new IllegalArgumentException("spec.audiences or spec.algorithms is empty; expected at least one");
        }
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.IDENTITY_PROVIDER;
    }

    /** Signature algorithms (RFC 7518 section 3.1, RFC 8037), as tokens spell them. */
    public enum Algorithm {
        RS256,
        RS384,
        RS512,
        PS256,
        PS384,
        PS512,
        ES256,
        ES384,
        ES512,
        EdDSA
    }

    /** Where the keys come from. */
    public sealed interface KeySet {
        /** A JSON Web Key Set (RFC 7517 section 5) that nodes fetch. */
        record Remote(URI jwksUrl) implements KeySet {
            public Remote {
                Guard.check("spec.keys.jwksUrl", UrlText.fault(jwksUrl.toString()));
            }
        }

        /** Keys that are written down; at least one, with key ids of their own. */
        record Inline(List<PublicKey> keys) implements KeySet {
            public Inline {
                keys = List.copyOf(keys);
                Guard.check("spec.keys.inline", fault(keys));
            }

            private static Optional<String> fault(List<PublicKey> keys) {
                if (keys.isEmpty()) {
                    return Optional.of("is empty; expected at least one key");
                }
                long ids = keys.stream().map(PublicKey::kid).distinct().count();
                return ids == keys.size()
                        ? Optional.empty()
                        : Optional.of("has two keys with one kid; expected each kid once");
            }
        }
    }

    /** A public key in PEM (RFC 7468 section 13) and the {@code kid} by which tokens name it. */
    public record PublicKey(String kid, String pem) {
        public PublicKey {
            Guard.check("key.kid", IdentifierText.fault(kid));
            Guard.check("key.pem", PublicKeyText.fault(pem));
        }
    }
}
