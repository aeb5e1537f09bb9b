package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.Template.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A policy that runs for some requests only. */
public record Conditioned(PolicySpec policy, When when) implements PolicySpec {
    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public String type() {
        return policy.type();
    }

    @Override
    public PolicySpec bare() {
        return policy.bare();
    }

    @Override
    public Acts acts() {
        return policy.acts();
    }

    @Override
    public PolicySpec named(String other) {
        return new Conditioned(policy.named(other), when);
    }

    @Override
    public Map<String, Template> templates() {
        return policy.templates();
    }

    @Override
    public Map<String, String> upstreams() {
        return policy.upstreams();
    }

    @Override
    public Map<String, String> providers() {
        return policy.providers();
    }

    @Override
    public boolean identifies() {
        return policy.identifies();
    }

    @Override
    public Map<String, List<Variable>> inputs() {
        Map<String, List<Variable>> inputs = new LinkedHashMap<>(policy.inputs());
        inputs.putAll(when.inputs());
        return inputs;
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new Conditioned(policy.with(change), when);
    }
}
