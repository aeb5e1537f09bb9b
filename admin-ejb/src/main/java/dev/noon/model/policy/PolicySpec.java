package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.Template.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a user wrote about one policy. One record per policy; its name is by default its {@link #type}. */
public sealed interface PolicySpec extends PolicyItem
        permits RequestHeadersSpec,
                ResponseHeadersSpec,
                CacheSpec,
                Conditioned,
                CorsSpec,
                IpFilterSpec,
                RedirectSpec,
                MockSpec,
                RewriteSpec,
                ValidateSpec,
                ThreatsSpec,
                ApiCallSpec,
                TransformSpec,
                FaultSpec,
                CompressSpec,
                MirrorSpec,
                IdempotencySpec,
                ClientBanSpec,
                ApiKeySpec,
                JwtSpec,
                WebSocketSpec,
                ThrottleSpec,
                QuotaSpec {
    /** The policy's key in definitions, for example {@code cache}. */
    String type();

    /** The same policy under another name. */
    PolicySpec named(String name);

    /** Its templates by the pointer of their field, for example {@code /requestHeaders/set/X-Channel}. */
    default Map<String, Template> templates() {
        return Map.of();
    }

    /** The same policy with every template replaced; whoever has {@link #templates} must have this, too. */
    default PolicySpec with(UnaryOperator<Template> change) {
        return this;
    }

    /** The policy itself, without the condition that it may stand under. */
    default PolicySpec bare() {
        return this;
    }

    /** What it acts on. */
    default Acts acts() {
        return Acts.REQUEST;
    }

    /** The upstreams that it names, by the pointer of the field that does. */
    default Map<String, String> upstreams() {
        return Map.of();
    }

    /** The identity providers that it names, by the pointer of the field that does. */
    default Map<String, String> providers() {
        return Map.of();
    }

    /** Whether it finds out who calls, so that what follows may read that. */
    default boolean identifies() {
        return false;
    }

    /** What it reads of a request, by the pointer of the field that says so. */
    default Map<String, List<Variable>> inputs() {
        Map<String, List<Variable>> inputs = new LinkedHashMap<>();
        templates().forEach((pointer, template) -> inputs.put(pointer, template.variables()));
        return inputs;
    }
}
