package dev.noon.control;

import dev.noon.model.ApiProxy;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.PolicyMerge;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Resolution;
import dev.noon.model.Schemas;
import dev.noon.model.Taint;
import dev.noon.model.Unresolved;
import dev.noon.model.Upstream;
import dev.noon.model.Whole;
import dev.noon.model.policy.Acts;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.CacheUpkeep.OnDeploy;
import dev.noon.model.policy.PolicyRef;
import dev.noon.model.policy.PolicySpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Decides which proxies lose their stored answers, from the taint that the schemas declare for every field. Where the
 * field alone does not say, what really runs is compared: a policy that acts on replies taints only where it stands
 * after a cache policy, and a variable of the environment only where it is used. Pure.
 */
final class Tainting {
    private final Schemas schemas;
    private final Side before;
    private final Side after;

    Tainting(Schemas schemas, Whole before, Whole after) {
        this.schemas = schemas;
        this.before = new Side(before, before.resolution());
        this.after = new Side(after, after.resolution());
    }

    /** What is in force before or after, and what its references and variables stand for. */
    private record Side(Whole whole, Resolution resolution) {
        List<List<Written>> routes(ApiProxy proxy) {
            return PolicyMerge.routes(whole.group(proxy), proxy);
        }

        Optional<ApiProxy> proxy(DefinitionId id) {
            return whole.find(id).map(ApiProxy.class::cast);
        }

        boolean runs(ApiProxy proxy, String policy) {
            return routes(proxy).stream()
                    .flatMap(List::stream)
                    .anyMatch(written ->
                            written.item() instanceof PolicyRef ref && ref.ref().equals(policy));
        }

        List<URI> addresses(ApiProxy proxy) {
            return proxy.upstream().upstreams().stream()
                    .flatMap(name -> whole.find(new DefinitionId(Kind.UPSTREAM, name)).stream())
                    .map(found -> resolution.upstream((Upstream) found))
                    .flatMap(upstream -> upstream.targets().stream())
                    .map(Upstream.Target::address)
                    .toList();
        }
    }

    /** Names of proxies that exist before and after {@code changes} and are tainted by them, sorted. */
    SortedSet<String> of(List<PlannedChange> changes) {
        SortedSet<String> tainted = new TreeSet<>();
        for (PlannedChange planned : changes) {
            if (planned.change().action() == Action.UPDATE) {
                add(planned, this::dropsNaturally, tainted);
            }
        }
        return tainted;
    }

    /** What the cache policies of the proxy say, if they say it; otherwise what the schema says of the fields that change. */
    private boolean dropsNaturally(PlannedChange planned, ApiProxy proxy) {
        DefinitionId id = planned.change().id();
        return switch (choice(proxy)) {
            case AUTO -> concerns(id, gravest(id.kind(), planned.fields())).test(proxy);
            case KEEP -> false;
            case FLUSH -> concerns(id, Taint.CACHE).test(proxy);
        };
    }

    /** Answers of one proxy are dropped together: one policy that wants it is enough to drop, all are needed to keep. */
    private OnDeploy choice(ApiProxy proxy) {
        List<OnDeploy> choices = after.routes(proxy).stream()
                .flatMap(List::stream)
                .flatMap(written -> after.resolution().find(written.item()).stream())
                .map(PolicySpec::bare)
                .filter(CacheSpec.class::isInstance)
                .map(spec -> ((CacheSpec) spec).upkeep().onDeploy())
                .toList();
        if (choices.contains(OnDeploy.FLUSH)) {
            return OnDeploy.FLUSH;
        }
        boolean keep = !choices.isEmpty() && choices.stream().allMatch(OnDeploy.KEEP::equals);
        return keep ? OnDeploy.KEEP : OnDeploy.AUTO;
    }

    /** Like {@link #of}, whatever the fields that change may taint. */
    SortedSet<String> touched(List<PlannedChange> changes) {
        SortedSet<String> touched = new TreeSet<>();
        for (PlannedChange planned : changes) {
            if (planned.change().action() == Action.UPDATE) {
                DefinitionId id = planned.change().id();
                add(planned, (change, proxy) -> concerns(id, Taint.CACHE).test(proxy), touched);
            }
        }
        return touched;
    }

    private void add(PlannedChange planned, BiPredicate<PlannedChange, ApiProxy> drops, SortedSet<String> names) {
        for (Definition definition : candidates(planned.change().id())) {
            if (definition instanceof ApiProxy proxy
                    && before.proxy(proxy.id()).isPresent()
                    && drops.test(planned, proxy)) {
                names.add(proxy.metadata().name());
            }
        }
    }

    /** Which proxies a change of {@code id} drops the answers of, if the gravest field of it is such. */
    private Predicate<ApiProxy> concerns(DefinitionId id, Taint gravest) {
        return switch (id.kind()) {
            case API_PROXY -> declared(gravest, proxy -> proxy.id().equals(id));
            case UPSTREAM -> declared(gravest, proxy -> proxy.upstream().has(id.name()) || asks(proxy, id.name()));
            case PROXY_GROUP ->
                declared(gravest, proxy -> proxy.metadata().group().equals(Optional.of(id.name())));
            case POLICY -> declared(gravest, proxy -> runs(proxy, id.name()));
            case ENVIRONMENT -> id.name().equals(after.whole().environment()) ? this::isOther : proxy -> false;
            case CREDENTIAL -> declared(gravest, proxy -> isShown(id.name(), proxy));
            case CONSUMER, IDENTITY_PROVIDER, OAUTH_CLIENT, CACHE_SERVER, PROBE -> proxy -> false;
        };
    }

    /** Whether an upstream of the proxy is shown that credential. */
    private boolean isShown(String credential, ApiProxy proxy) {
        return proxy.upstream().upstreams().stream()
                .flatMap(name -> after.whole().find(new DefinitionId(Kind.UPSTREAM, name)).stream())
                .map(Upstream.class::cast)
                .anyMatch(upstream -> upstream.credential().equals(Optional.of(credential)));
    }

    /** What may be concerned by a change of {@code id}. */
    private Collection<Definition> candidates(DefinitionId id) {
        return id.kind() == Kind.API_PROXY
                ? after.whole().find(id).stream().toList()
                : after.whole().inForce().values();
    }

    /** What the schema says of the fields that change, for the proxies that they concern. */
    private Predicate<ApiProxy> declared(Taint gravest, Predicate<ApiProxy> concerned) {
        return switch (gravest) {
            case CACHE -> concerned;
            case AFTER_CACHE -> concerned.and(this::storesOtherwise);
            case REPLY -> proxy -> false;
        };
    }

    private Taint gravest(Kind kind, List<FieldChange> fields) {
        boolean afterCache = false;
        for (FieldChange field : fields) {
            Taint taint = schemas.taints(kind, field.path());
            if (taint == Taint.CACHE) {
                return Taint.CACHE;
            }
            afterCache |= taint == Taint.AFTER_CACHE;
        }
        return afterCache ? Taint.AFTER_CACHE : Taint.REPLY;
    }

    /** Whether a policy of the proxy asks that upstream something, and what it answers may be in what is stored. */
    private boolean asks(ApiProxy proxy, String upstream) {
        return after.routes(proxy).stream()
                .flatMap(List::stream)
                .flatMap(written -> after.resolution().find(written.item()).stream())
                .anyMatch(spec -> spec.bare() instanceof ApiCallSpec call
                        && call.upstream().equals(upstream));
    }

    private boolean runs(ApiProxy proxy, String policy) {
        return after.runs(proxy, policy)
                || before.proxy(proxy.id())
                        .filter(old -> before.runs(old, policy))
                        .isPresent();
    }

    /** Whether the proxy asks other addresses, or stores otherwise. */
    private boolean isOther(ApiProxy proxy) {
        Optional<ApiProxy> old = before.proxy(proxy.id());
        return old.isEmpty() || !before.addresses(old.get()).equals(after.addresses(proxy)) || storesOtherwise(proxy);
    }

    /** Whether what makes or follows stored answers differs on any route of the proxy. */
    private boolean storesOtherwise(ApiProxy proxy) {
        Optional<ApiProxy> old = before.proxy(proxy.id());
        if (old.isEmpty()) {
            return true;
        }
        try {
            return !storing(before, old.get()).equals(storing(after, proxy));
        } catch (Unresolved e) {
            return true;
        }
    }

    private List<List<PolicySpec>> storing(Side side, ApiProxy proxy) {
        return side.routes(proxy).stream()
                .map(route -> storing(PolicyMerge.effective(route, side.resolution())))
                .toList();
    }

    /** What stands behind a cache policy, and what alters the request or the key wherever it stands. */
    private List<PolicySpec> storing(List<PolicyMerge.Placed> route) {
        List<PolicySpec> storing = new ArrayList<>();
        boolean behind = false;
        for (PolicyMerge.Placed placed : route) {
            PolicySpec spec = placed.spec();
            behind |= spec.bare() instanceof CacheSpec;
            Taint taint =
                    spec.acts() == Acts.REPLY ? Taint.AFTER_CACHE : schemas.taints(Kind.POLICY, "/spec/" + spec.type());
            if (taint == Taint.CACHE || (behind && taint == Taint.AFTER_CACHE)) {
                storing.add(spec);
            }
        }
        return storing;
    }
}
