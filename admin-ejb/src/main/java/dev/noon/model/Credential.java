package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.SecretText;
import dev.noon.model.text.UrlText;
import dev.noon.model.text.UserText;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the gateway shows an upstream to be let in. */
public record Credential(Metadata metadata, Scheme scheme) implements Definition {
    /** JSON pointer of the one secret field. */
    public static final String SECRET = "/spec/secret";

    public Credential {
        metadata.refuseGroup();
    }

    @Override
    public Kind kind() {
        return Kind.CREDENTIAL;
    }

    @Override
    public Map<String, Secret> secrets() {
        return Map.of(SECRET, scheme.secret());
    }

    /** How the secret is shown. */
    public sealed interface Scheme {
        /** The scheme as definitions spell it. */
        String type();

        /** The secret. */
        Secret secret();
    }

    /**
     * The secret as the value of a header or of a query parameter.
     *
     * @param name of the header, which the client's own cannot be, or of the parameter
     */
    public record ApiKey(Place place, String name, Secret secret) implements Scheme {
        /** Where it stands. */
        public enum Place {
            HEADER,
            QUERY
        }

        public ApiKey {
            if (place == Place.HEADER) {
                Guard.check("spec.header", HeaderText.nameFault(name));
            } else {
                Guard.check("spec.query", Condition.queryFault(name));
            }
            checkVisible(secret);
        }

        @Override
        public String type() {
            return "apiKey";
        }
    }

    /** User and password (RFC 7617); the secret is the password. */
    public record Basic(String user, Secret secret) implements Scheme {
        public Basic {
            Guard.check("spec.user", UserText.fault(user));
        }

        @Override
        public String type() {
            return "basic";
        }
    }

    /** A bearer token (RFC 6750); the secret is the token. */
    public record Bearer(Secret secret) implements Scheme {
        private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9._~+/]+=*");

        public Bearer {
            if (secret.fingerprint().isEmpty() && !TOKEN.matcher(secret.text()).matches()) {
                throw new IllegalArgumentException("spec.secret is no bearer token (it is not shown); expected letters,"
                        + " digits and - . _ ~ + /, perhaps = at the end");
            }
        }

        @Override
        public String type() {
            return "bearer";
        }
    }

    /**
     * A token that an authorization server gives for a client's own credentials (RFC 6749 section 4.4); the secret is the
     * client's.
     *
     * @param tokenUrl where tokens are asked for
     * @param scope scopes, separated by spaces
     */
    public record ClientCredentials(URI tokenUrl, String clientId, Optional<String> scope, Secret secret)
            implements Scheme {
        public ClientCredentials {
            Guard.check("spec.tokenUrl", UrlText.fault(tokenUrl.toString()));
            Guard.check("spec.clientId", IdentifierText.fault(clientId));
            Guard.check("spec.scope", scope.flatMap(IdentifierText::scopesFault));
            checkVisible(secret);
        }

        @Override
        public String type() {
            return "clientCredentials";
        }
    }

    private static void checkVisible(Secret secret) {
        Guard.check("spec.secret", SecretText.visibleFault(secret.text()));
    }
}
