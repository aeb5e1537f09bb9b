package dev.noon.model;

import dev.noon.model.policy.CorsSpec;
import dev.noon.model.policy.IpFilterSpec;
import dev.noon.model.policy.IpFilterSpec.ForwardedBy;
import dev.noon.model.policy.MockSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.RedirectSpec;
import dev.noon.model.policy.Replacement;
import dev.noon.model.policy.RewriteSpec;
import dev.noon.model.policy.RewriteSpec.PathChange;
import dev.noon.model.policy.RewriteSpec.QueryChange;
import dev.noon.model.policy.WebSocketSpec;
import dev.noon.model.text.DurationText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns policies that decide what becomes of a request into specs. */
final class TrafficPolicyBinder {
    private static final List<String> NONE = List.of();

    private TrafficPolicyBinder() {}

    /** The policy that {@code fields} has, if it is one of these. */
    static Optional<PolicySpec> policy(Fields fields) {
        return cors(fields)
                .or(() -> ipFilter(fields))
                .or(() -> redirect(fields))
                .or(() -> mock(fields))
                .or(() -> rewrite(fields))
                .or(() -> webSocket(fields))
                .or(() -> BodyPolicyBinder.policy(fields))
                .or(() -> ShapingPolicyBinder.policy(fields));
    }

    private static Optional<PolicySpec> cors(Fields fields) {
        return fields.map(CorsSpec.TYPE)
                .map(spec -> new CorsSpec(
                        name(fields, CorsSpec.TYPE),
                        spec.texts("origins").orElse(NONE),
                        new CorsSpec.Grants(
                                spec.texts("methods").orElse(CorsSpec.DEFAULT_METHODS),
                                spec.texts("headers").orElse(NONE),
                                spec.texts("expose").orElse(NONE),
                                spec.isTrue("credentials")),
                        spec.text("maxAge").map(DurationText::parse)));
    }

    private static Optional<PolicySpec> ipFilter(Fields fields) {
        return fields.map(IpFilterSpec.TYPE)
                .map(spec -> new IpFilterSpec(
                        name(fields, IpFilterSpec.TYPE),
                        spec.texts("allow").orElse(NONE),
                        spec.texts("deny").orElse(NONE),
                        spec.texts("trustedProxies").orElse(NONE),
                        spec.text("from").map(ForwardedBy::of).orElse(ForwardedBy.X_FORWARDED_FOR)));
    }

    private static Optional<PolicySpec> redirect(Fields fields) {
        return fields.map(RedirectSpec.TYPE)
                .map(spec -> new RedirectSpec(
                        name(fields, RedirectSpec.TYPE),
                        Template.parse(spec.required("to")),
                        spec.integer("status").orElse(RedirectSpec.DEFAULT_STATUS),
                        spec.isTrue("keepQuery")));
    }

    private static Optional<PolicySpec> mock(Fields fields) {
        return fields.map(MockSpec.TYPE)
                .map(spec -> new MockSpec(
                        name(fields, MockSpec.TYPE),
                        spec.integer("status").orElse(200),
                        templates(spec, "headers"),
                        Template.parse(spec.text("body").orElse(""))));
    }

    private static Optional<PolicySpec> rewrite(Fields fields) {
        return fields.map(RewriteSpec.TYPE)
                .map(spec -> new RewriteSpec(
                        name(fields, RewriteSpec.TYPE),
                        spec.map("path").map(TrafficPolicyBinder::path),
                        spec.map("query").map(TrafficPolicyBinder::query).orElse(QueryChange.NONE),
                        spec.text("host")));
    }

    private static Optional<PolicySpec> webSocket(Fields fields) {
        return fields.map(WebSocketSpec.TYPE)
                .map(spec -> new WebSocketSpec(
                        name(fields, WebSocketSpec.TYPE),
                        spec.text("idle").map(DurationText::parse).orElse(WebSocketSpec.DEFAULT_IDLE)));
    }

    private static PathChange path(Fields path) {
        Optional<PathChange> to = path.text("to").map(text -> new PathChange.To(Template.parse(text)));
        return to.or(() -> path.map("replace")
                        .map(each -> new PathChange.Replaced(
                                new Replacement(each.required("match"), each.required("with")))))
                .orElseThrow(() -> new IllegalArgumentException("rewrite.path is empty; expected to or replace"));
    }

    private static QueryChange query(Fields query) {
        return new QueryChange(templates(query, "set"), query.texts("remove").orElse(NONE));
    }

    private static Map<String, Template> templates(Fields spec, String field) {
        Map<String, Template> templates = new TreeMap<>();
        spec.textMap(field).forEach((name, text) -> templates.put(name, Template.parse(text)));
        return templates;
    }

    private static String name(Fields fields, String type) {
        return fields.text("name").orElse(type);
    }
}
