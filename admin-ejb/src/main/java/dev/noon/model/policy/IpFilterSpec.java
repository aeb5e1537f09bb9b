package dev.noon.model.policy;

import dev.noon.model.text.CidrText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.util.List;

/**
 * Refuses requests by the client's address; what denies comes before what allows.
 *
 * @param allow networks that may call; empty means all
 * @param deny networks that are refused
 * @param trustedProxies networks whose word about where a request came from is believed
 * @param from the header in which they say it
 */
public record IpFilterSpec(
        String name, List<String> allow, List<String> deny, List<String> trustedProxies, ForwardedBy from)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "ipFilter";

    /** Where proxies write down whom they forward for. */
    public enum ForwardedBy {
        /** A list of addresses, the nearest last. */
        X_FORWARDED_FOR("X-Forwarded-For"),
        /** RFC 7239. */
        FORWARDED("Forwarded");

        private final String header;

        ForwardedBy(String header) {
            this.header = header;
        }

        /** The header's name. */
        public String header() {
            return header;
        }

        /** The one that is called {@code header}. */
        public static ForwardedBy of(String header) {
            return header.equals(FORWARDED.header) ? FORWARDED : X_FORWARDED_FOR;
        }
    }

    public IpFilterSpec {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        trustedProxies = List.copyOf(trustedProxies);
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.each(TYPE + ".allow", allow, CidrText::fault);
        Guard.each(TYPE + ".deny", deny, CidrText::fault);
        Guard.each(TYPE + ".trustedProxies", trustedProxies, CidrText::fault);
        if (allow.isEmpty() && deny.isEmpty()) {
            throw new IllegalArgumentException("ipFilter has neither allow nor deny; expected at least one of them");
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
        return new IpFilterSpec(other, allow, deny, trustedProxies, from);
    }
}
