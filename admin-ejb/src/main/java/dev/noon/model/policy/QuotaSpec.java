package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Admits at most so much per hour, day, week or month.
 *
 * @param timezone where days begin; a week begins on Monday
 */
public record QuotaSpec(String name, Allowance allowance, Counting counting, Reaction reaction, ZoneId timezone)
        implements PolicySpec, LimitSpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "quota";

    public QuotaSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        LimitTemplates.check(TYPE, counting.per(), Period.LONG);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public PolicySpec named(String other) {
        return new QuotaSpec(other, allowance, counting, reaction, timezone);
    }

    @Override
    public Map<String, Template> templates() {
        return LimitTemplates.of(this);
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new QuotaSpec(
                name,
                LimitTemplates.changed(allowance, change),
                LimitTemplates.changed(counting, change),
                reaction,
                timezone);
    }

    @Override
    public List<String> basis() {
        List<String> basis = new ArrayList<>(counting.basis());
        basis.add(timezone.getId());
        return basis;
    }
}
