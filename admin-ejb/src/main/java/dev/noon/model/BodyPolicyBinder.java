package dev.noon.model;

import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.ThreatsSpec;
import dev.noon.model.policy.ThreatsSpec.Part;
import dev.noon.model.policy.ThreatsSpec.Rule;
import dev.noon.model.policy.ValidateSpec;
import dev.noon.model.text.SizeText;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns policies that look into bodies into specs. */
final class BodyPolicyBinder {
    private static final List<String> NONE = List.of();

    private BodyPolicyBinder() {}

    /** The policy that {@code fields} has, if it is one of these. */
    static Optional<PolicySpec> policy(Fields fields) {
        return validate(fields).or(() -> threats(fields));
    }

    private static Optional<PolicySpec> validate(Fields fields) {
        return fields.map(ValidateSpec.TYPE)
                .map(spec -> new ValidateSpec(
                        name(fields, ValidateSpec.TYPE),
                        spec.texts("contentTypes").orElse(NONE),
                        spec.text("maxBody")
                                .map(SizeText::parse)
                                .orElse((long) ValidateSpec.MOST_BYTES)
                                .intValue(),
                        spec.integer("maxDepth"),
                        spec.text("schema")));
    }

    private static Optional<PolicySpec> threats(Fields fields) {
        return fields.map(ThreatsSpec.TYPE)
                .map(spec -> new ThreatsSpec(
                        name(fields, ThreatsSpec.TYPE),
                        spec.map("rules").map(BodyPolicyBinder::rules).orElse(Map.of()),
                        spec.text("maxBody")
                                .map(SizeText::parse)
                                .orElse((long) ThreatsSpec.DEFAULT_BYTES)
                                .intValue()));
    }

    private static Map<String, Rule> rules(Fields rules) {
        Map<String, Rule> named = new TreeMap<>();
        for (String name : rules.node().entries().keySet()) {
            rules.map(name).ifPresent(rule -> named.put(name, rule(rule)));
        }
        return named;
    }

    private static Rule rule(Fields rule) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        rule.texts("in").orElse(NONE).forEach(part -> parts.add(Part.valueOf(part.toUpperCase(Locale.ROOT))));
        boolean blocks = !rule.text("action").orElse("block").equals("log");
        return new Rule(parts, rule.required("match"), rule.texts("fields").orElse(NONE), blocks);
    }

    private static String name(Fields fields, String type) {
        return fields.text("name").orElse(type);
    }
}
