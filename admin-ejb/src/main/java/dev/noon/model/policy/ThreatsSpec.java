package dev.noon.model.policy;

import dev.noon.model.text.Guard;
import dev.noon.model.text.LinearPattern;
import dev.noon.model.text.NameText;
import dev.noon.model.text.SizeText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks for patterns in requests.
 *
 * @param rules by their names; at least one
 * @param maxBodyBytes longest body that is looked into, 1 byte to 1 MiB
 */
public record ThreatsSpec(String name, Map<String, Rule> rules, int maxBodyBytes) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "threats";

    /** Longest body that is looked into where no length is written. */
    public static final int DEFAULT_BYTES = 256 << 10;

    private static final int MOST_BYTES = 1 << 20;

    /** A part of a request. */
    public enum Part {
        PATH,
        QUERY,
        HEADERS,
        BODY
    }

    /**
     * A pattern, and where it is looked for.
     *
     * @param parts at least one
     * @param match RE2, looked for anywhere in a value
     * @param fields names under which values of bodies are looked into; empty means all
     * @param blocks whether a request that has it is refused; otherwise it is only logged
     */
    public record Rule(Set<Part> parts, String match, List<String> fields, boolean blocks) {
        public Rule {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("in is empty; expected path, query, headers or body");
            }
            parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
            fields = List.copyOf(fields);
            Guard.check("match", LinearPattern.fault(match));
            if (!fields.isEmpty() && !parts.contains(Part.BODY)) {
                throw new IllegalArgumentException("fields stands without body in 'in'; expected both, or neither");
            }
        }
    }

    public ThreatsSpec {
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.each(TYPE + ".rules", rules.keySet(), NameText::policyFault);
        Guard.check(TYPE + ".maxBody", SizeText.fault(SizeText.write(maxBodyBytes), 1, MOST_BYTES));
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("threats.rules is empty; expected at least one rule");
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
        return new ThreatsSpec(other, rules, maxBodyBytes);
    }
}
