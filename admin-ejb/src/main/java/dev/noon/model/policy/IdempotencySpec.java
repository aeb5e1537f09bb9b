package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.SizeText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Lets a request that is sent again under the same key have the first one's answer.
 *
 * @param by whose key it is; empty for the Authorization header or, without one, the client's address
 */
public record IdempotencySpec(String name, Asked asked, Optional<Template> by, Kept kept, boolean openOnGridAway)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "idempotency";

    private static final String BY = "/idempotency/by";

    /**
     * Which requests it is for.
     *
     * @param header name of the header that has the key
     * @param required whether requests without a key are refused
     */
    public record Asked(String header, List<String> methods, boolean required) {
        /** The header where none is written. */
        public static final String DEFAULT_HEADER = "Idempotency-Key";

        /** The methods where none are written. */
        public static final List<String> DEFAULT_METHODS = List.of("POST", "PATCH");

        public Asked {
            methods = List.copyOf(methods);
            Guard.check(TYPE + ".header", HeaderText.tokenFault(header));
            Guard.each(TYPE + ".methods", methods, MethodText::fault);
        }
    }

    /**
     * What is kept of them.
     *
     * @param ttl how long an answer is kept, one second to seven days
     * @param inFlight how long a first request may be under way, one second to an hour
     * @param maxBodyBytes longest body of a request, and of an answer that is kept; 1 byte to 1 MiB
     */
    public record Kept(Duration ttl, Duration inFlight, int maxBodyBytes) {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final int MOST_BYTES = 1 << 20;

        /** What is kept where nothing is written. */
        public static final Kept DEFAULT = new Kept(Duration.ofDays(1), Duration.ofMinutes(2), 256 << 10);

        public Kept {
            Guard.check(TYPE + ".ttl", DurationText.fault(ttl, SHORTEST, Duration.ofDays(7)));
            Guard.check(TYPE + ".inFlight", DurationText.fault(inFlight, SHORTEST, Duration.ofHours(1)));
            Guard.check(TYPE + ".maxBody", SizeText.fault(maxBodyBytes, 1, MOST_BYTES));
        }
    }

    public IdempotencySpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        if (by.filter(Template::isConstant).isPresent()) {
            throw new IllegalArgumentException(
                    "idempotency.by has no variable; expected one, or everybody shares everybody's keys");
        }
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
    public PolicySpec named(String other) {
        return new IdempotencySpec(other, asked, by, kept, openOnGridAway);
    }

    @Override
    public Map<String, Template> templates() {
        return by.map(template -> Map.of(BY, template)).orElse(Map.of());
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new IdempotencySpec(name, asked, by.map(change), kept, openOnGridAway);
    }
}
