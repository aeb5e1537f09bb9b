package dev.noon.snapshot;

import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.CacheTally;
import dev.noon.cache.ResponseCache;
import dev.noon.cache.Scope;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Policy;
import dev.noon.model.ContentHash;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.ApiKeySpec;
import dev.noon.model.policy.CacheConduct;
import dev.noon.model.policy.CacheLife;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheSpec.CacheStorage;
import dev.noon.model.policy.CacheUpkeep;
import dev.noon.model.policy.ClientBanSpec;
import dev.noon.model.policy.Coherence;
import dev.noon.model.policy.CompressSpec;
import dev.noon.model.policy.Conditioned;
import dev.noon.model.policy.CorsSpec;
import dev.noon.model.policy.FaultSpec;
import dev.noon.model.policy.IdempotencySpec;
import dev.noon.model.policy.IpFilterSpec;
import dev.noon.model.policy.JwtSpec;
import dev.noon.model.policy.LimitSpec;
import dev.noon.model.policy.MirrorSpec;
import dev.noon.model.policy.MockSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.QuotaSpec;
import dev.noon.model.policy.RedirectSpec;
import dev.noon.model.policy.RequestHeadersSpec;
import dev.noon.model.policy.ResponseHeadersSpec;
import dev.noon.model.policy.RewriteSpec;
import dev.noon.model.policy.ThreatsSpec;
import dev.noon.model.policy.ThrottleSpec;
import dev.noon.model.policy.TransformSpec;
import dev.noon.model.policy.ValidateSpec;
import dev.noon.model.policy.WebSocketSpec;
import dev.noon.model.text.SizeText;
import dev.noon.policy.OnCondition;
import dev.noon.policy.answers.MockPolicy;
import dev.noon.policy.answers.RedirectPolicy;
import dev.noon.policy.apicall.ApiCallPolicy;
import dev.noon.policy.ban.Bans;
import dev.noon.policy.ban.ClientBanPolicy;
import dev.noon.policy.cache.CacheNode;
import dev.noon.policy.cache.CachePlace;
import dev.noon.policy.cache.CachePolicy;
import dev.noon.policy.compress.CompressPolicy;
import dev.noon.policy.cors.CorsPolicy;
import dev.noon.policy.fault.FaultPolicy;
import dev.noon.policy.headers.RequestHeadersPolicy;
import dev.noon.policy.headers.ResponseHeadersPolicy;
import dev.noon.policy.idempotency.IdempotencyPolicy;
import dev.noon.policy.idempotency.Repetitions;
import dev.noon.policy.identity.IdentityPolicy;
import dev.noon.policy.ip.IpFilterPolicy;
import dev.noon.policy.limit.LimitNode;
import dev.noon.policy.limit.LimitPolicy;
import dev.noon.policy.mirror.MirrorPolicy;
import dev.noon.policy.mirror.Mirrors;
import dev.noon.policy.rewrite.RewritePolicy;
import dev.noon.policy.threats.ThreatsPolicy;
import dev.noon.policy.transform.TransformPolicy;
import dev.noon.policy.validate.ValidatePolicy;
import dev.noon.policy.websocket.WebSocketPolicy;
import dev.noon.time.Ticker;
import dev.noon.time.WallClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Which compiled policy belongs to which spec: one line per policy. Immutable. */
public final class PolicyCatalogue {
    @FunctionalInterface
    private interface Compiler {
        Policy compile(PolicySpec spec, Placement placement);
    }

    private static final FaultPolicy.Waiting WAITING =
            new FaultPolicy.Waiting(Ticker.system()::nanos, LockSupport::parkNanos);

    private final Map<Class<? extends PolicySpec>, Compiler> compilers = new HashMap<>();

    private final long localBytes;
    private final CacheTallies tallies;

    /**
     * What policies of all proxies of a node share beside the cache.
     *
     * @param mirrors counts and bounds copies
     * @param repetitions knows requests that were sent before
     * @param bans knows who is not served
     * @param limits counts for all nodes
     * @param caching what cache policies share
     * @param tallies counts what caches do
     */
    public record Shares(
            Mirrors mirrors,
            Repetitions repetitions,
            Bans bans,
            LimitNode limits,
            CacheNode caching,
            CacheTallies tallies) {}

    /** @param localBytes room of the node's local tier */
    public PolicyCatalogue(ResponseCache cache, WallClock clock, long localBytes, Shares shares) {
        this.localBytes = localBytes;
        this.tallies = shares.tallies();
        compilers.put(Conditioned.class, (spec, placement) -> conditioned((Conditioned) spec, placement));
        add(RequestHeadersSpec.class, (spec, placement) -> new RequestHeadersPolicy(spec));
        add(ResponseHeadersSpec.class, (spec, placement) -> new ResponseHeadersPolicy(spec));
        add(CorsSpec.class, (spec, placement) -> new CorsPolicy(spec));
        add(IpFilterSpec.class, (spec, placement) -> new IpFilterPolicy(spec));
        add(RedirectSpec.class, (spec, placement) -> new RedirectPolicy(spec));
        add(MockSpec.class, (spec, placement) -> new MockPolicy(spec));
        add(RewriteSpec.class, (spec, placement) -> new RewritePolicy(spec));
        add(ValidateSpec.class, (spec, placement) -> new ValidatePolicy(spec));
        add(ThreatsSpec.class, (spec, placement) -> new ThreatsPolicy(spec, clock));
        add(
                ApiCallSpec.class,
                (spec, placement) -> new ApiCallPolicy(spec, asked(spec, placement, cache, shares.caching())));
        add(TransformSpec.class, (spec, placement) -> new TransformPolicy(spec));
        add(FaultSpec.class, (spec, placement) -> new FaultPolicy(spec, WAITING));
        add(CompressSpec.class, (spec, placement) -> new CompressPolicy(spec));
        add(
                MirrorSpec.class,
                (spec, placement) ->
                        new MirrorPolicy(spec, placement.around().copies().apply(spec.upstream()), shares.mirrors()));
        add(
                IdempotencySpec.class,
                (spec, placement) -> new IdempotencyPolicy(spec, placement.proxy(), shares.repetitions()));
        add(
                ClientBanSpec.class,
                (spec, placement) ->
                        new ClientBanPolicy(spec, placement.around().owner(), shares.bans()));
        add(
                ApiKeySpec.class,
                (spec, placement) ->
                        IdentityPolicy.of(spec, placement.around().identities().consumers()));
        add(JwtSpec.class, (spec, placement) -> jwt(spec, placement.around().identities(), clock));
        add(WebSocketSpec.class, (spec, placement) -> new WebSocketPolicy(spec));
        add(
                CacheSpec.class,
                (spec, placement) -> new CachePolicy(fitting(spec), place(spec, placement), cache, shares.caching()));
        add(ThrottleSpec.class, (spec, placement) -> limit(spec, placement, shares.limits()));
        add(QuotaSpec.class, (spec, placement) -> limit(spec, placement, shares.limits()));
    }

    /** The specs that can be compiled. */
    Set<Class<? extends PolicySpec>> specs() {
        return Set.copyOf(compilers.keySet());
    }

    /**
     * The policy that {@code spec} asks for.
     *
     * @throws IllegalArgumentException if the catalogue has no line for it
     */
    Policy compile(PolicySpec spec, Placement placement) {
        Compiler compiler = compilers.get(spec.getClass());
        if (compiler == null) {
            throw new IllegalArgumentException("policy " + spec.type() + " is unknown to this node");
        }
        return compiler.compile(spec, placement);
    }

    private <S extends PolicySpec> void add(Class<S> type, BiFunction<S, Placement, Policy> compiler) {
        compilers.put(type, (spec, placement) -> compiler.apply(type.cast(spec), placement));
    }

    private static Policy limit(LimitSpec spec, Placement placement, LimitNode node) {
        return new LimitPolicy(spec, placement.around().counter(), node);
    }

    private static Policy jwt(JwtSpec spec, Identities.Finder identities, WallClock clock) {
        return IdentityPolicy.of(spec, identities.tokens(spec.provider()), identities.consumers(), clock::millis);
    }

    private Policy conditioned(Conditioned spec, Placement placement) {
        return new OnCondition(spec.when(), compile(spec.policy(), placement));
    }

    /** What answers the questions of a policy: its upstream, behind a cache of its own if answers are kept. */
    private Chain asked(ApiCallSpec spec, Placement placement, ResponseCache cache, CacheNode caching) {
        Chain upstream =
                placement.around().calls().to(spec.upstream(), spec.bounds().timeout());
        return spec.kept()
                .map(kept -> new CacheSpec(
                        questionName(spec),
                        kept.storage(),
                        Coherence.EVENTUAL,
                        new CacheSpec.Key.Query(Optional.empty()),
                        new CacheSpec.Kept(
                                CacheSpec.Kept.DEFAULT_METHODS, spec.bounds().maxBodyBytes(), true),
                        CacheLife.of(kept.ttl()),
                        CacheConduct.DEFAULT,
                        CacheUpkeep.DEFAULT))
                .map(kept -> new CachePolicy(
                        fitting(kept),
                        new CachePlace(placement.route().in(Scope.API_CALL), placement.generation(), false, "")
                                .counting(tally(Scope.API_CALL, spec.name(), placement)),
                        cache,
                        caching))
                .<Chain>map(policy -> Chain.of(List.of(policy), upstream))
                .orElse(upstream);
    }

    /** Part of the key: questions that are written differently share no answers, whatever the policy is called. */
    private static String questionName(ApiCallSpec spec) {
        String question = spec.upstream() + "\n" + spec.question().path().source();
        String headers = spec.question().headers().entrySet().stream()
                .map(line -> "\n" + line.getKey() + ":" + line.getValue().source())
                .collect(Collectors.joining());
        return "call-" + ContentHash.of(question + headers).substring(0, 32);
    }

    /** What is kept nowhere but in a tier without room for it would never be kept. */
    private CacheSpec fitting(CacheSpec spec) {
        if (spec.storage() == CacheStorage.LOCAL && spec.kept().maxObjectBytes() > localBytes) {
            throw new IllegalArgumentException(
                    "maxObject is " + SizeText.write(spec.kept().maxObjectBytes())
                            + "; this node's local tier has room for " + SizeText.write(localBytes)
                            + " (noon.cache.local.bytes), and storage is local");
        }
        return spec;
    }

    private CacheTally tally(Scope scope, String policy, Placement placement) {
        CacheSeries series =
                new CacheSeries(scope, placement.proxy(), placement.route().endpoint(), policy);
        return tallies.of(series, placement.generation());
    }

    private CachePlace place(CacheSpec spec, Placement placement) {
        Scope scope =
                switch (placement.level()) {
                    case GROUP -> Scope.PROXY_GROUP;
                    case PROXY -> Scope.PROXY;
                    case ENDPOINT -> Scope.PROXY_METHOD;
                };
        return new CachePlace(
                        placement.route().in(scope),
                        placement.generation(),
                        placement.manyHosts(),
                        placement.around().variant())
                .counting(tally(scope, spec.name(), placement)
                        .within(spec.upkeep().capacity().orElse(0)));
    }
}
