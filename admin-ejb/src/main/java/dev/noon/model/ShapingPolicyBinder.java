package dev.noon.model;

import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.policy.CompressSpec;
import dev.noon.model.policy.FaultSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.TransformSpec;
import dev.noon.model.policy.TransformSpec.Bounds;
import dev.noon.model.policy.TransformSpec.Given;
import dev.noon.model.policy.TransformSpec.Shape;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.SizeText;
import dev.noon.model.tree.ScalarNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns policies that change what is sent, or when, into specs. */
final class ShapingPolicyBinder {
    private ShapingPolicyBinder() {}

    /** The policy that {@code fields} has, if it is one of these. */
    static Optional<PolicySpec> policy(Fields fields) {
        return transform(fields)
                .or(() -> fault(fields))
                .or(() -> compress(fields))
                .or(() -> apiCall(fields));
    }

    private static Optional<PolicySpec> transform(Fields fields) {
        return fields.map(TransformSpec.TYPE)
                .map(spec -> new TransformSpec(
                        name(fields, TransformSpec.TYPE),
                        spec.map("request").map(shape -> shape(shape, "request")),
                        spec.map("response").map(shape -> shape(shape, "response")),
                        new Bounds(
                                bytes(spec, "maxBody", TransformSpec.DEFAULT_BYTES),
                                statuses(spec),
                                spec.text("onError").orElse("fail").equals("pass"))));
    }

    private static Shape shape(Fields fields, String part) {
        Optional<String> template = fields.text("template");
        if (template.isEmpty()) {
            return edits(fields);
        }
        Shape.Text text = new Shape.Text(
                Template.ofBody(template.get()), fields.text("contentType").orElse(Shape.Text.DEFAULT_TYPE));
        Guard.check("transform." + part + ".template", text.fault());
        return text;
    }

    private static Shape edits(Fields fields) {
        Map<String, Given> set = new TreeMap<>();
        fields.map("set").ifPresent(values -> values.node()
                .entries()
                .forEach((path, entry) -> set.put(path, given((ScalarNode) entry.value()))));
        return new Shape.Edits(fields.texts("remove").orElse(List.of()), fields.textMap("rename"), set);
    }

    private static Given given(ScalarNode value) {
        return value.type() == ScalarNode.Type.TEXT
                ? new Given.Text(Template.ofBody(value.text()))
                : new Given.Plain(value.text());
    }

    private static Optional<PolicySpec> fault(Fields fields) {
        return fields.map(FaultSpec.TYPE)
                .map(spec -> new FaultSpec(
                        name(fields, FaultSpec.TYPE),
                        spec.map("delay")
                                .map(delay -> new FaultSpec.Delay(
                                        DurationText.parse(delay.required("time")), percent(delay))),
                        spec.map("abort")
                                .map(abort ->
                                        new FaultSpec.Abort((int) abort.requiredWhole("status"), percent(abort)))));
    }

    private static int percent(Fields fields) {
        return fields.integer("percent").orElse(FaultSpec.EVERY);
    }

    private static Optional<PolicySpec> compress(Fields fields) {
        return fields.map(CompressSpec.TYPE)
                .map(spec -> new CompressSpec(
                        name(fields, CompressSpec.TYPE),
                        spec.texts("contentTypes").orElse(CompressSpec.DEFAULT_TYPES),
                        bytes(spec, "minSize", CompressSpec.DEFAULT_MIN_BYTES),
                        spec.integer("level").orElse(CompressSpec.DEFAULT_LEVEL)));
    }

    private static Optional<PolicySpec> apiCall(Fields fields) {
        return fields.map(ApiCallSpec.TYPE)
                .map(spec -> new ApiCallSpec(
                        name(fields, ApiCallSpec.TYPE),
                        spec.required("upstream"),
                        question(spec),
                        new ApiCallSpec.Bounds(
                                spec.text("timeout").map(DurationText::parse).orElse(ApiCallSpec.DEFAULT_TIMEOUT),
                                bytes(spec, "maxBody", ApiCallSpec.DEFAULT_BYTES),
                                statuses(spec),
                                spec.text("onError").orElse("fail").equals("continue")),
                        spec.map("cache")
                                .map(kept -> new ApiCallSpec.Kept(
                                        kept.text("storage")
                                                .map(word -> CacheStorage.valueOf(word.toUpperCase(Locale.ROOT)))
                                                .orElse(CacheStorage.TIERED),
                                        DurationText.parse(kept.required("ttl"))))));
    }

    private static ApiCallSpec.Question question(Fields spec) {
        Map<String, Template> headers = new TreeMap<>();
        spec.textMap("headers").forEach((header, value) -> headers.put(header, Template.parse(value)));
        return new ApiCallSpec.Question(
                spec.text("method").orElse("GET"),
                Template.parse(spec.required("path")),
                headers,
                spec.text("body").map(Template::parse));
    }

    private static List<Integer> statuses(Fields spec) {
        return spec.texts("statuses").orElse(List.of()).stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static int bytes(Fields fields, String field, int unsaid) {
        return fields.text(field).map(SizeText::parse).orElse((long) unsaid).intValue();
    }

    private static String name(Fields fields, String type) {
        return fields.text("name").orElse(type);
    }
}
