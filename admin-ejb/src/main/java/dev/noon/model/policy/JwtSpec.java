package dev.noon.model.policy;

import dev.noon.model.Condition;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.NameText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lets through who shows a token that an identity provider has signed (RFC 7519).
 *
 * @param provider name of the provider
 * @param claims which claims the token must have, and for each the values of which it must have one
 */
public record JwtSpec(String name, String provider, Place place, SortedMap<String, List<String>> claims, Terms terms)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "jwt";

    /** The header that tokens stand in where none is written; in it they follow {@code Bearer}. */
    public static final String DEFAULT_HEADER = "Authorization";

    /** Claims that differ from token to token of one bearer (RFC 7519 section 4.1): they are no part of who calls. */
    public static final Set<String> PASSING_CLAIMS = Set.of("exp", "iat", "nbf", "jti", "auth_time");

    /**
     * Where the token may stand.
     *
     * @param query the parameter that it may stand in as well; empty for none
     */
    public record Place(String header, Optional<String> query) {
        public Place {
            Guard.check(TYPE + ".header", HeaderText.nameFault(header));
            Guard.check(TYPE + ".query", query.flatMap(Condition::queryFault));
        }
    }

    /**
     * Who else passes, and what the upstream sees.
     *
     * @param anyone whether the token need not name a consumer
     * @param forward whether the upstream gets to see the token
     * @param optional whether who shows none passes as nobody; what is wrong is refused all the same
     */
    public record Terms(boolean anyone, boolean forward, boolean optional) {}

    public JwtSpec {
        claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.check(TYPE + ".provider", NameText.fault(provider));
        Guard.each(TYPE + ".claims", claims.keySet(), IdentifierText::fault);
        claims.forEach((claim, values) -> {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("jwt.claims." + claim + " is empty; expected at least one value");
            }
        });
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.GATE;
    }

    @Override
    public boolean identifies() {
        return true;
    }

    @Override
    public Map<String, String> providers() {
        return Map.of("/jwt/provider", provider);
    }

    @Override
    public PolicySpec named(String other) {
        return new JwtSpec(other, provider, place, claims, terms);
    }
}
