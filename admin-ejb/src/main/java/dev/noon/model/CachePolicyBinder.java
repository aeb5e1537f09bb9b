package dev.noon.model;

import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheConduct.Coalesce;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.Coherence;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.SizeText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns cache policies into specs. */
final class CachePolicyBinder {
    private static final String CONTINUE = "continue";

    private CachePolicyBinder() {}

    /** The policy that {@code fields} has, if it is one. */
    static Optional<PolicySpec> policy(Fields fields) {
        String name = fields.text("name").orElse(CacheSpec.TYPE);
        return fields.map(CacheSpec.TYPE)
                .map(spec -> new CacheSpec(
                        name,
                        spec.text("storage").map(CachePolicyBinder::storage).orElse(CacheStorage.TIERED),
                        spec.text("coherence").map(Coherence::parse).orElse(Coherence.EVENTUAL),
                        spec.map("key").map(CachePolicyBinder::key).orElse(new CacheSpec.Key.Query(Optional.empty())),
                        kept(spec),
                        life(spec),
                        conduct(spec),
                        upkeep(spec)));
    }

    /** The storage that users call {@code text}. */
    static CacheStorage storage(String text) {
        return CacheStorage.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static CacheSpec.Key key(Fields key) {
        CacheSpec.Key.Identity identity = key.text("identity")
                .map(text -> CacheSpec.Key.Identity.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(CacheSpec.Key.Identity.CALLER);
        Optional<CacheSpec.Key> template =
                key.text("template").map(text -> new CacheSpec.Key.Text(Template.ofKey(text), identity));
        return template.orElseGet(() -> new CacheSpec.Key.Query(key.texts("query"), identity));
    }

    private static CacheSpec.Kept kept(Fields spec) {
        return new CacheSpec.Kept(
                spec.texts("methods").orElse(CacheSpec.Kept.DEFAULT_METHODS),
                spec.text("maxObject").map(SizeText::parse).orElse(CacheSpec.Kept.DEFAULT_OBJECT_BYTES),
                spec.text("cacheNull").map(Boolean::parseBoolean).orElse(mode(spec) == CacheLife.Mode.HTTP),
                spec.text("maxBody")
                        .map(SizeText::parse)
                        .orElse((long) CacheSpec.Kept.MOST_BODY_BYTES)
                        .intValue());
    }

    private static CacheLife life(Fields spec) {
        Map<Integer, Duration> byStatus = new TreeMap<>();
        spec.textMap("ttlByStatus")
                .forEach((status, ttl) -> byStatus.put(Integer.valueOf(status), DurationText.parse(ttl)));
        return new CacheLife(
                mode(spec),
                duration(spec, "ttl"),
                byStatus,
                spec.text("ttlHeader"),
                spec.text("ttlField"),
                spec.text("ttlClaim"),
                spec.integer("jitter").orElse(0));
    }

    private static CacheLife.Mode mode(Fields spec) {
        return CacheLife.Mode.valueOf(spec.text("mode").orElse("policy").toUpperCase(Locale.ROOT));
    }

    private static CacheConduct conduct(Fields spec) {
        return new CacheConduct(
                duration(spec, "staleWhileRevalidate").orElse(Duration.ZERO),
                duration(spec, "staleIfError").orElse(Duration.ZERO),
                spec.integer("refreshAhead").orElse(0),
                spec.map("coalesce").map(CachePolicyBinder::coalesce).orElse(Coalesce.DEFAULT),
                spec.map("onError").flatMap(CachePolicyBinder::onError));
    }

    private static CacheUpkeep upkeep(Fields spec) {
        return new CacheUpkeep(
                spec.texts("tags").orElse(List.of()).stream()
                        .map(Template::parse)
                        .toList(),
                spec.integer("capacity"),
                spec.text("onDeploy")
                        .map(text -> CacheUpkeep.OnDeploy.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(CacheUpkeep.OnDeploy.AUTO),
                spec.text("clientNoCache").map(Boolean::parseBoolean).orElse(false),
                spec.map("onInvalidationError").flatMap(CachePolicyBinder::onError));
    }

    private static Coalesce coalesce(Fields spec) {
        return new Coalesce(
                spec.text("across")
                        .map(text -> Coalesce.Across.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(Coalesce.DEFAULT.across()),
                duration(spec, "wait").orElse(Coalesce.DEFAULT.patience()));
    }

    /** Empty where it is said that everything goes on as if nothing were. */
    private static Optional<CacheConduct.OnError> onError(Fields spec) {
        return spec.text("action").filter(CONTINUE::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new CacheConduct.OnError(spec.integer("status").orElse(503), spec.required("message")));
    }

    private static Optional<Duration> duration(Fields spec, String field) {
        return spec.text(field).map(DurationText::parse);
    }
}
