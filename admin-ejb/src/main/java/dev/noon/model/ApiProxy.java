package dev.noon.model;

import dev.noon.model.policy.PolicySpec;
import java.util.List;

/** Routes client requests to an upstream through policies. */
public record ApiProxy(
        Metadata metadata,
        Route route,
        String upstream,
        boolean stripPath,
        List<PolicySpec> policies,
        List<String> disable,
        List<Endpoint> endpoints)
        implements Definition {
    public ApiProxy {
        policies = List.copyOf(policies);
        disable = List.copyOf(disable);
        endpoints = List.copyOf(endpoints);
    }

    @Override
    public Kind kind() {
        return Kind.API_PROXY;
    }
}
