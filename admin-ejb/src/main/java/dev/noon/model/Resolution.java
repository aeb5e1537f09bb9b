package dev.noon.model;

import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.text.NameText;
import dev.noon.model.text.TargetText;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What policy references and the variables of an environment stand for in one set of definitions. What it answers has
 * neither of them any more.
 *
 * @param policies finds a policy definition by its name
 * @param variables finds a variable's text by its name
 */
public record Resolution(Function<String, Optional<Policy>> policies, Function<String, Optional<String>> variables) {

    /** The resolution of a set of definitions that {@code find} knows, in one environment. */
    public static Resolution of(Function<DefinitionId, Optional<Definition>> find, String environment) {
        Map<String, String> variables = variables(find, environment);
        return new Resolution(
                name -> find.apply(new DefinitionId(Kind.POLICY, name)).map(Policy.class::cast),
                name -> Optional.ofNullable(variables.get(name)));
    }

    /** The variables of {@code environment}: those of the {@link Environment} of that name, if there is one. */
    public static Map<String, String> variables(Function<DefinitionId, Optional<Definition>> find, String environment) {
        return NameText.fault(environment).isPresent()
                ? Map.of()
                : find.apply(new DefinitionId(Kind.ENVIRONMENT, environment))
                        .map(found -> ((Environment) found).variables())
                        .orElse(Map.of());
    }

    /**
     * The policy that {@code item} is or refers to, under the item's name.
     *
     * @throws Unresolved if a policy or a variable is not there
     */
    public PolicySpec policy(PolicyItem item) {
        PolicySpec found = find(item).orElseThrow(() -> new Unresolved("there is no Policy " + item.name()));
        PolicySpec named = found.name().equals(item.name()) ? found : found.named(item.name());
        return named.with(this::template);
    }

    /** The policy that {@code item} is or refers to, as it is written. */
    public Optional<PolicySpec> find(PolicyItem item) {
        return item instanceof PolicyRef ref
                ? policies.apply(ref.ref()).map(Policy::policy).map(ref::of)
                : Optional.of((PolicySpec) item);
    }

    /** The text of an address, if every variable in it is there. */
    Optional<String> address(Template url) {
        boolean known = url.variables().stream()
                .allMatch(variable -> variables.apply(variable.name()).isPresent());
        return known ? template(url).constant() : Optional.empty();
    }

    /**
     * {@code upstream} with the addresses that it really has.
     *
     * @throws Unresolved if a variable is not there
     * @throws IllegalArgumentException if what comes out is no address
     */
    public Upstream upstream(Upstream upstream) {
        boolean plain =
                upstream.targets().stream().allMatch(target -> target.url().isConstant());
        return plain
                ? upstream
                : upstream.withTargets(
                        upstream.targets().stream().map(this::target).toList());
    }

    private Template template(Template template) {
        return template.resolved(
                name -> variables.apply(name).orElseThrow(() -> new Unresolved("there is no ${env." + name + "}")));
    }

    private Upstream.Target target(Upstream.Target target) {
        String address = template(target.url()).constant().orElse("");
        return new Upstream.Target(TargetText.parse(address), target.weight());
    }
}
