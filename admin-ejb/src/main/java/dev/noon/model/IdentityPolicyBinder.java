package dev.noon.model;

import dev.noon.model.policy.ApiKeySpec;
import dev.noon.model.policy.JwtSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns policies that find out who calls into specs. */
final class IdentityPolicyBinder {
    private IdentityPolicyBinder() {}

    /** The policy that {@code fields} has, if it is one of these. */
    static Optional<PolicySpec> policy(Fields fields) {
        return apiKey(fields).or(() -> jwt(fields));
    }

    private static Optional<PolicySpec> apiKey(Fields fields) {
        return fields.map(ApiKeySpec.TYPE)
                .map(spec -> new ApiKeySpec(
                        fields.text("name").orElse(ApiKeySpec.TYPE),
                        new ApiKeySpec.Places(
                                spec.text("header").orElse(ApiKeySpec.DEFAULT_HEADER),
                                spec.text("query"),
                                spec.isTrue("basic"),
                                spec.isTrue("bearer")),
                        spec.isTrue("forward"),
                        spec.isTrue("optional")));
    }

    private static Optional<PolicySpec> jwt(Fields fields) {
        return fields.map(JwtSpec.TYPE)
                .map(spec -> new JwtSpec(
                        fields.text("name").orElse(JwtSpec.TYPE),
                        spec.required("provider"),
                        new JwtSpec.Place(spec.text("header").orElse(JwtSpec.DEFAULT_HEADER), spec.text("query")),
                        claims(spec),
                        new JwtSpec.Terms(
                                spec.text("consumer").orElse("known").equals("any"),
                                spec.text("forward").map(Boolean::parseBoolean).orElse(true),
                                spec.isTrue("optional"))));
    }

    private static SortedMap<String, List<String>> claims(Fields spec) {
        SortedMap<String, List<String>> claims = new TreeMap<>();
        spec.map("claims").ifPresent(written -> written.node()
                .entries()
                .forEach((claim, entry) -> claims.put(
                        claim,
                        ((ListNode) entry.value())
                                .items().stream()
                                        .map(item -> ((ScalarNode) item).text())
                                        .toList())));
        return claims;
    }
}
