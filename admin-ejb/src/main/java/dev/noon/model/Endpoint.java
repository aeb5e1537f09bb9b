package dev.noon.model;

import dev.noon.model.policy.PolicyItem;
import dev.noon.model.text.Guard;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.NameText;
import java.util.List;

/**
 * Overrides of a proxy's policies for some methods and some of its paths, which are absolute.
 *
 * @param methods method tokens; empty means every method of the proxy
 * @param disable names of inherited policies that do not run here
 */
public record Endpoint(List<String> methods, PathRule path, List<PolicyItem> policies, List<String> disable) {
    public Endpoint {
        methods = List.copyOf(methods);
        policies = List.copyOf(policies);
        disable = List.copyOf(disable);
        Guard.each("endpoint.methods", methods, MethodText::fault);
        Guard.check("endpoint.policies", PolicyLists.fault(policies));
        Guard.each("endpoint.disable", disable, NameText::policyFault);
    }

    /** Overrides for one path alone. */
    public Endpoint(List<String> methods, String path, List<PolicyItem> policies, List<String> disable) {
        this(methods, PathRule.exact(path), policies, disable);
    }

    /** What the endpoint is known by within its proxy, for example {@code GET,POST /loans/quote exactly}. */
    public String text() {
        return methods.isEmpty() ? path.toString() : String.join(",", methods) + " " + path;
    }
}
