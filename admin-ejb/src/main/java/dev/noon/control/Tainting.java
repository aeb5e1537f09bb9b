package dev.noon.control;

import dev.noon.model.ApiProxy;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.PolicyMerge;
import dev.noon.model.ProxyGroup;
import dev.noon.model.Schemas;
import dev.noon.model.Taint;
import dev.noon.model.Upstream;
import dev.noon.model.policy.CacheSpec;
import dev.noon.model.policy.PolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Decides which proxies lose their stored answers, from the taint that the schemas declare for every field. A policy
 * that acts on replies taints only where it stands after a cache policy in the list that really runs. Pure.
 */
final class Tainting {
    private final Schemas schemas;
    private final Map<DefinitionId, Definition> before;
    private final Map<DefinitionId, Definition> after;

    Tainting(Schemas schemas, Map<DefinitionId, Definition> before, Map<DefinitionId, Definition> after) {
        this.schemas = schemas;
        this.before = before;
        this.after = after;
    }

    /** Names of proxies that exist before and after {@code changes} and are tainted by them, sorted. */
    SortedSet<String> of(List<PlannedChange> changes) {
        SortedSet<String> tainted = new TreeSet<>();
        for (PlannedChange planned : changes) {
            if (planned.change().action() == Action.UPDATE) {
                add(planned, tainted);
            }
        }
        return tainted;
    }

    private void add(PlannedChange planned, SortedSet<String> tainted) {
        DefinitionId id = planned.change().id();
        Predicate<ApiProxy> concerned =
                switch (id.kind()) {
                    case API_PROXY -> proxy -> proxy.id().equals(id);
                    case UPSTREAM -> proxy -> proxy.upstream().equals(id.name());
                    case PROXY_GROUP -> proxy -> proxy.metadata().group().equals(Optional.of(id.name()));
                    case CREDENTIAL -> proxy -> isShown(id.name(), proxy);
                    case POLICY, ENVIRONMENT, CONSUMER, IDENTITY_PROVIDER, OAUTH_CLIENT, CACHE_SERVER, PROBE ->
                        proxy -> false;
                };
        Taint gravest = gravest(id.kind(), planned.fields());
        if (gravest == Taint.REPLY) {
            return;
        }
        for (ApiProxy proxy : survivors()) {
            if (concerned.test(proxy) && (gravest == Taint.CACHE || storesOtherwise(proxy))) {
                tainted.add(proxy.metadata().name());
            }
        }
    }

    /** Whether the proxy's upstream is shown that credential. */
    private boolean isShown(String credential, ApiProxy proxy) {
        return Optional.ofNullable(after.get(new DefinitionId(Kind.UPSTREAM, proxy.upstream())))
                .map(Upstream.class::cast)
                .flatMap(Upstream::credential)
                .equals(Optional.of(credential));
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

    private List<ApiProxy> survivors() {
        return after.values().stream()
                .filter(definition -> before.containsKey(definition.id()))
                .flatMap(definition -> definition instanceof ApiProxy proxy ? List.of(proxy).stream() : null)
                .toList();
    }

    /** Whether what runs between a cache and the upstream differs on any route of the proxy. */
    private boolean storesOtherwise(ApiProxy proxy) {
        Optional<ApiProxy> old = Optional.ofNullable(before.get(proxy.id())).map(ApiProxy.class::cast);
        if (old.isEmpty() || old.get().endpoints().size() != proxy.endpoints().size()) {
            return true;
        }
        Optional<ProxyGroup> oldGroup = group(old.get(), before);
        Optional<ProxyGroup> newGroup = group(proxy, after);
        if (!behindCache(PolicyMerge.effective(oldGroup, old.get()))
                .equals(behindCache(PolicyMerge.effective(newGroup, proxy)))) {
            return true;
        }
        for (int i = 0; i < proxy.endpoints().size(); i++) {
            var then = PolicyMerge.effective(
                    oldGroup, old.get(), old.get().endpoints().get(i));
            var now = PolicyMerge.effective(newGroup, proxy, proxy.endpoints().get(i));
            if (!behindCache(then).equals(behindCache(now))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<ProxyGroup> group(ApiProxy proxy, Map<DefinitionId, Definition> in) {
        return proxy.metadata()
                .group()
                .map(name -> in.get(new DefinitionId(Kind.PROXY_GROUP, name)))
                .map(ProxyGroup.class::cast);
    }

    private static List<PolicySpec> behindCache(List<PolicyMerge.Placed> effective) {
        return effective.stream()
                .map(PolicyMerge.Placed::spec)
                .dropWhile(spec -> !(spec instanceof CacheSpec))
                .toList();
    }
}
