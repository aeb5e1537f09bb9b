package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Admits at most so much per second or minute. */
public record ThrottleSpec(String name, Allowance allowance, Counting counting, Reaction reaction)
        implements PolicySpec, LimitSpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "throttle";

    public ThrottleSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        LimitTemplates.check(TYPE, counting.per(), Period.SHORT);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public PolicySpec named(String other) {
        return new ThrottleSpec(other, allowance, counting, reaction);
    }

    @Override
    public Map<String, Template> templates() {
        return LimitTemplates.of(this);
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new ThrottleSpec(
                name, LimitTemplates.changed(allowance, change), LimitTemplates.changed(counting, change), reaction);
    }

    @Override
    public List<String> basis() {
        return counting.basis();
    }
}
