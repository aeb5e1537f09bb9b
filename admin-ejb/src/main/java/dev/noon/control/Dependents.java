package dev.noon.control;

import dev.noon.control.Consequences.Transition;
import dev.noon.control.Judge.Judgement;
import dev.noon.model.ApiProxy;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Endpoint;
import dev.noon.model.Kind;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Verdict;
import dev.noon.model.Whole;
import dev.noon.model.policy.PolicyItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what would lose something it depends on by name, and would still hold together: a group's policy that a proxy
 * switches off. (What would not hold together is found with the definitions themselves.) Pure.
 */
final class Dependents {
    private final Transition transition;

    Dependents(Transition transition) {
        this.transition = transition;
    }

    /** The verdict on a change, in view of what others have of it. */
    Judgement judge(Change change) {
        if (change.id().kind() != Kind.PROXY_GROUP || change.action() != Action.UPDATE) {
            return Judgement.HOT;
        }
        Set<String> gone = policies(transition.before(), change.id());
        gone.removeAll(policies(transition.after(), change.id()));
        List<String> reasons = new ArrayList<>();
        if (!gone.isEmpty()) {
            transition.after().inForce().values().forEach(definition -> add(definition, change.id(), gone, reasons));
        }
        return reasons.isEmpty() ? Judgement.HOT : new Judgement(Verdict.REFUSED, String.join("; ", reasons));
    }

    private static void add(Definition definition, DefinitionId group, Set<String> gone, List<String> reasons) {
        if (definition instanceof ApiProxy proxy && proxy.metadata().group().equals(Optional.of(group.name()))) {
            Set<String> disabled = new HashSet<>(proxy.disable());
            proxy.endpoints().stream().map(Endpoint::disable).forEach(disabled::addAll);
            proxy.policies().stream().map(PolicyItem::name).forEach(disabled::remove);
            gone.stream()
                    .filter(disabled::contains)
                    .sorted()
                    .forEach(name -> reasons.add(proxy.id() + " switches its policy '" + name
                            + "' off by name: change it first, or together with this"));
        }
    }

    private static Set<String> policies(Whole whole, DefinitionId group) {
        Set<String> names = new HashSet<>();
        whole.find(group).map(ProxyGroup.class::cast).ifPresent(found -> found.policies()
                .forEach(policy -> names.add(policy.name())));
        return names;
    }
}
