package dev.noon.model;

import dev.noon.model.LintedRoute.Place;
import dev.noon.model.policy.PolicyItem;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.tree.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects what lints find, each at its place and once. Confined to one thread. */
final class LintProblems {
    private final Map<DefinitionId, ReadDefinition> read;
    private final Set<Problem> problems = new TreeSet<>();

    LintProblems(Whole whole) {
        this.read = whole.readById();
    }

    /**
     * What is wrong with a policy.
     *
     * @param field pointer within the policy's item, for example {@code /cache/ttl}
     */
    record Finding(LintCode code, String field, String message) {}

    /** A finding about a policy of a route. */
    void add(LintedRoute route, LintedStep step, Finding finding) {
        PolicyItem item = step.written().item();
        for (Place place : route.places()) {
            int index = place.items().indexOf(item);
            if (index >= 0) {
                String at = Pointer.child(place.pointer(), index);
                String pointer = item instanceof PolicyRef ? Pointer.child(at, PolicyRef.TYPE) : at + finding.field();
                problems.add(at(route.proxy(), place.owner(), pointer, finding.message())
                        .as(finding.code()));
                return;
            }
        }
    }

    /** A finding about a policy that was just read, wherever it runs. */
    void add(ReadDefinition definition, String pointer, Finding finding) {
        problems.add(definition
                .problemAt(pointer + finding.field(), finding.message())
                .as(finding.code()));
    }

    /** In file and line order. */
    List<Problem> sorted() {
        ProblemList list = new ProblemList();
        problems.forEach(list::add);
        return list.sorted();
    }

    /** At the policy, if its list was just read; otherwise at the proxy or, last, at what is in force. */
    private Problem at(ApiProxy proxy, Definition owner, String pointer, String message) {
        ReadDefinition written = read.get(owner.id());
        if (written != null) {
            return written.problemAt(pointer, message);
        }
        ReadDefinition other = read.get(proxy.id());
        return other == null
                ? Problem.ofInForce(owner.id(), pointer, message)
                : other.problemAt(
                        "/spec", "runs " + Pointer.field(pointer) + " of " + owner.id() + ", which " + message);
    }
}
