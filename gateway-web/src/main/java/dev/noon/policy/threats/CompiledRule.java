package dev.noon.policy.threats;

import com.google.re2j.Pattern;
import dev.noon.model.policy.ThreatsSpec.Part;
import dev.noon.model.policy.ThreatsSpec.Rule;
import dev.noon.policy.threats.Values.Value;
import java.util.List;

/** One rule, ready to be asked. Immutable. */
record CompiledRule(String name, Rule rule, Pattern pattern) {
    static CompiledRule of(String name, Rule rule) {
        return new CompiledRule(name, rule, Pattern.compile(rule.match()));
    }

    boolean looksInto(Part part) {
        return rule.parts().contains(part);
    }

    /** Whether one of the values of {@code part} has the pattern. */
    boolean fits(Part part, List<Value> values) {
        boolean all = part != Part.BODY || rule.fields().isEmpty();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            if ((all || value.anywhere() || rule.fields().contains(value.field()))
                    && pattern.matcher(value.text()).find()) {
                return true;
            }
        }
        return false;
    }
}
