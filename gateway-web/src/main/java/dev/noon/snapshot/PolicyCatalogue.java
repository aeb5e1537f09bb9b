package dev.noon.snapshot;

import dev.noon.cache.ResponseCache;
import dev.noon.cache.Scope;
import dev.noon.exchange.Policy;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.QuotaSpec;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.model.policy.ThrottleSpec;
import dev.noon.model.text.SizeText;
import dev.noon.policy.cache.CachePlace;
import dev.noon.policy.cache.CachePolicy;
import dev.noon.policy.headers.RequestHeadersPolicy;
import dev.noon.policy.headers.ResponseHeadersPolicy;
import dev.noon.time.WallClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Which compiled policy belongs to which spec: one line per policy. What nodes do not act on has an empty one. Immutable. */
public final class PolicyCatalogue {
    @FunctionalInterface
    private interface Compiler {
        Optional<Policy> compile(PolicySpec spec, Placement placement);
    }

    private final Map<Class<? extends PolicySpec>, Compiler> compilers = new HashMap<>();

    private final long localBytes;

    /** @param localBytes room of the node's local tier */
    public PolicyCatalogue(ResponseCache cache, WallClock clock, long localBytes) {
        this.localBytes = localBytes;
        add(RequestHeadersSpec.class, (spec, placement) -> new RequestHeadersPolicy(spec));
        add(ResponseHeadersSpec.class, (spec, placement) -> new ResponseHeadersPolicy(spec));
        add(CacheSpec.class, (spec, placement) -> new CachePolicy(fitting(spec), cachePlace(placement), cache, clock));
        keep(ThrottleSpec.class);
        keep(QuotaSpec.class);
    }

    /** The specs that can be compiled. */
    Set<Class<? extends PolicySpec>> specs() {
        return Set.copyOf(compilers.keySet());
    }

    /**
     * The policy that {@code spec} asks for; empty where nodes only keep it.
     *
     * @throws IllegalArgumentException if the catalogue has no line for it
     */
    Optional<Policy> compile(PolicySpec spec, Placement placement) {
        Compiler compiler = compilers.get(spec.getClass());
        if (compiler == null) {
            throw new IllegalArgumentException("policy " + spec.type() + " is unknown to this node");
        }
        return compiler.compile(spec, placement);
    }

    private <S extends PolicySpec> void add(Class<S> type, BiFunction<S, Placement, Policy> compiler) {
        compilers.put(type, (spec, placement) -> Optional.of(compiler.apply(type.cast(spec), placement)));
    }

    private void keep(Class<? extends PolicySpec> type) {
        compilers.put(type, (spec, placement) -> Optional.empty());
    }

    /** What is kept nowhere but in a tier without room for it would never be kept. */
    private CacheSpec fitting(CacheSpec spec) {
        if (spec.storage() == CacheStorage.LOCAL && spec.maxObjectBytes() > localBytes) {
            throw new IllegalArgumentException("maxObject is " + SizeText.write(spec.maxObjectBytes())
                    + "; this node's local tier has room for " + SizeText.write(localBytes)
                    + " (noon.cache.local.bytes), and storage is local");
        }
        return spec;
    }

    private static CachePlace cachePlace(Placement placement) {
        Scope scope =
                switch (placement.level()) {
                    case GROUP -> Scope.PROXY_GROUP;
                    case PROXY -> Scope.PROXY;
                    case ENDPOINT -> Scope.PROXY_METHOD;
                };
        return new CachePlace(scope, placement.proxy(), placement.generation(), placement.manyHosts());
    }
}
