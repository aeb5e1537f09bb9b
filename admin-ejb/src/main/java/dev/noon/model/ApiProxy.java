package dev.noon.model;

import dev.noon.model.policy.PolicyItem;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.util.List;
import java.util.Optional;

/**
 * Routes client requests to an upstream through policies.
 *
 * @param upstream the {@link Upstream}, or several of them by weight
 * @param stripPath whether the route's path is cut off before the request is passed on
 * @param disable names of the group's policies that do not run here
 */
public record ApiProxy(
        Metadata metadata,
        Route route,
        Split upstream,
        boolean stripPath,
        List<PolicyItem> policies,
        List<String> disable,
        List<Endpoint> endpoints)
        implements Definition {
    public ApiProxy {
        policies = List.copyOf(policies);
        disable = List.copyOf(disable);
        endpoints = List.copyOf(endpoints);
        Guard.each("spec.upstream", upstream.upstreams(), NameText::fault);
        Guard.check("spec.policies", PolicyLists.fault(policies));
        Guard.each("spec.disable", disable, NameText::policyFault);
        for (int i = 0; i < endpoints.size(); i++) {
            Optional<EndpointRules.Fault> fault = EndpointRules.fault(route, endpoints.subList(0, i), endpoints.get(i));
            Guard.check("spec.endpoints[" + i + "]", fault.map(EndpointRules.Fault::message));
        }
    }

    /** A proxy whose requests go to the upstream of that name. */
    public ApiProxy(
            Metadata metadata,
            Route route,
            String upstream,
            boolean stripPath,
            List<PolicyItem> policies,
            List<String> disable,
            List<Endpoint> endpoints) {
        this(metadata, route, Split.to(upstream), stripPath, policies, disable, endpoints);
    }

    @Override
    public Kind kind() {
        return Kind.API_PROXY;
    }
}
