package dev.noon.model.policy;

import dev.noon.model.Condition;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.NameText;
import java.util.Optional;

/**
 * Lets through who shows a credential of a consumer.
 *
 * @param forward whether the upstream gets to see what was shown
 * @param optional whether who shows nothing passes as nobody; what is wrong is refused all the same
 */
public record ApiKeySpec(String name, Places places, boolean forward, boolean optional) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "apiKey";

    /** The header that keys stand in where none is written. */
    public static final String DEFAULT_HEADER = "X-API-Key";

    /**
     * Where credentials may stand.
     *
     * @param header of keys
     * @param query the parameter of keys; empty for none
     * @param basic whether user and password may stand in {@code Authorization} (RFC 7617)
     * @param bearer whether a fixed token may stand there (RFC 6750)
     */
    public record Places(String header, Optional<String> query, boolean basic, boolean bearer) {
        public Places {
            Guard.check(TYPE + ".header", HeaderText.nameFault(header));
            Guard.check(TYPE + ".query", query.flatMap(Condition::queryFault));
            if (header.equalsIgnoreCase("Authorization")) {
                throw new IllegalArgumentException("apiKey.header is " + header
                        + "; expected apiKey.basic or apiKey.bearer for what stands there");
            }
        }
    }

    public ApiKeySpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
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
    public PolicySpec named(String other) {
        return new ApiKeySpec(other, places, forward, optional);
    }
}
