package dev.noon.model.policy;

import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.OriginText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets pages of other origins call (the Fetch standard, section 3.2).
 *
 * @param origins exact ones, patterns, or {@code *} alone
 * @param grants what they may do
 * @param maxAge how long a preflight may be remembered, at most a day; empty leaves it to the browser
 */
public record CorsSpec(String name, List<String> origins, Grants grants, Optional<Duration> maxAge)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "cors";

    /** Methods that preflights allow where none are written. */
    public static final List<String> DEFAULT_METHODS = List.of("GET", "HEAD", "POST");

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * What a page of an allowed origin may do.
     *
     * @param headers request headers that it may send
     * @param expose reply headers that it may read
     */
    public record Grants(List<String> methods, List<String> headers, List<String> expose, boolean credentials) {
        public Grants {
            methods = List.copyOf(methods);
            headers = List.copyOf(headers);
            expose = List.copyOf(expose);
            Guard.each("cors.methods", methods, MethodText::fault);
            Guard.each("cors.headers", headers, HeaderText::tokenFault);
            Guard.each("cors.expose", expose, HeaderText::tokenFault);
        }
    }

    public CorsSpec {
        origins = List.copyOf(origins);
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.each(TYPE + ".origins", origins, OriginText::fault);
        maxAge.ifPresent(age ->
                Guard.check(TYPE + ".maxAge", DurationText.fault(DurationText.write(age), Duration.ZERO, LONGEST)));
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("cors.origins is empty; expected at least one");
        }
        if (origins.contains(OriginText.ANY) && origins.size() > 1) {
            throw new IllegalArgumentException("cors.origins has * beside others; expected * alone, or none");
        }
        if (origins.contains(OriginText.ANY) && grants.credentials()) {
            throw new IllegalArgumentException("cors.credentials is true and cors.origins is *: any page could act as"
                    + " its visitor; expected the origins by name");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Behind a cache it says itself, in Vary, what its marks depend on. */
    @Override
    public Acts acts() {
        return Acts.REPLY;
    }

    @Override
    public PolicySpec named(String other) {
        return new CorsSpec(other, origins, grants, maxAge);
    }
}
