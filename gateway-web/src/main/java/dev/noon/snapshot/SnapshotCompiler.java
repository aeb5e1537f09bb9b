package dev.noon.snapshot;

import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Upstream;
import dev.noon.snapshot.CompiledProxy.Sources;
import dev.noon.snapshot.CompiledProxy.Uses;
import dev.noon.snapshot.SharedResources.Lease;
import dev.noon.snapshot.Snapshot.Content;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.time.Ticker;
import dev.noon.upstream.UpstreamTransport;
import dev.noon.upstream.Upstreams;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes snapshots. What did not change since the previous snapshot is taken over from it: one changed
 * proxy compiles one proxy. Used by one thread at a time.
 */
public final class SnapshotCompiler {
    private static final String UPSTREAM = "upstream";

    private final String environment;
    private final Parts parts;

    /** What compiling works with. */
    public record Parts(
            PolicyCatalogue catalogue,
            SharedResources resources,
            Upstreams upstreams,
            SecretSource secrets,
            Ticker ticker) {}

    /** @param environment the one that the node is in: its variables are filled in */
    public SnapshotCompiler(String environment, Parts parts) {
        this.environment = environment;
        this.parts = parts;
    }

    /**
     * Compiles {@code set}; the caller owns the result, and releases it or swaps it in. Nothing is connected
     * and nobody is waited for, so an upstream that is down does not matter.
     *
     * @param previous the snapshot in force, or {@link Snapshot#none}
     * @throws CompileException if a definition does not compile; nothing is held then
     */
    public Snapshot compile(Snapshot previous, DefinitionSet set) throws CompileException {
        if (!previous.retain()) {
            return compile(Snapshot.none(), set);
        }
        Map<String, HeldUpstream> held = new HashMap<>();
        boolean done = false;
        try {
            Content content = content(previous.content(), set, held);
            Snapshot snapshot = new Snapshot(set.revision(), set.hash(), content);
            done = true;
            return snapshot;
        } finally {
            if (!done) {
                held.values().forEach(upstream -> upstream.lease().release());
            }
            previous.release();
        }
    }

    private Content content(Content previous, DefinitionSet set, Map<String, HeldUpstream> held)
            throws CompileException {
        OpenSecrets opened = OpenSecrets.of(set, previous.secrets(), parts.secrets());
        Lookup lookup = Lookup.of(set, environment);
        for (Versioned entry : set.entries().values()) {
            if (entry.definition() instanceof Upstream upstream) {
                String name = upstream.metadata().name();
                Upstream resolved = resolved(upstream, lookup);
                held.put(name, hold(Optional.ofNullable(previous.upstreams().get(name)), entry, resolved));
            }
        }
        Map<String, CompiledProxy> proxies = new HashMap<>(previous.proxies().size() * 2);
        for (Versioned entry : set.entries().values()) {
            if (entry.definition() instanceof ApiProxy proxy) {
                Sources sources = sources(lookup, entry, proxy, held);
                CompiledProxy before = previous.proxies().get(proxy.metadata().name());
                boolean same = before != null
                        && before.sources().areSameAs(sources)
                        && before.sources().uses().stand(lookup);
                proxies.put(
                        proxy.metadata().name(),
                        same ? before : new ProxyCompiler(parts, held, lookup).compile(sources));
            }
        }
        return new Content(proxies, held, opened);
    }

    private static Upstream resolved(Upstream upstream, Lookup lookup) throws CompileException {
        try {
            return new Lookup.Recorder(lookup).resolution().upstream(upstream);
        } catch (IllegalArgumentException e) {
            throw new CompileException(upstream.id(), "spec.targets", String.valueOf(e.getMessage()));
        }
    }

    private HeldUpstream hold(Optional<HeldUpstream> before, Versioned entry, Upstream resolved) {
        boolean same = before.filter(held -> held.definition() == entry)
                .filter(held -> held.resolved().equals(resolved))
                .isPresent();
        if (same) {
            return new HeldUpstream(entry, resolved, before.get().lease().again());
        }
        SharedResources.Key key =
                new SharedResources.Key(UPSTREAM, resolved.metadata().name(), resolved.pool());
        Lease<UpstreamTransport> lease = parts.resources()
                .lease(key, UpstreamTransport.class, () -> parts.upstreams().open(resolved));
        return new HeldUpstream(entry, resolved, lease);
    }

    private static Sources sources(Lookup lookup, Versioned entry, ApiProxy proxy, Map<String, HeldUpstream> held)
            throws CompileException {
        HeldUpstream upstream = held.get(proxy.upstream());
        if (upstream == null) {
            throw new CompileException(proxy.id(), "spec.upstream", proxy.upstream() + " is not defined");
        }
        Optional<String> groupName = proxy.metadata().group();
        Optional<Versioned> group = groupName.flatMap(lookup::group);
        if (groupName.isPresent() && group.isEmpty()) {
            throw new CompileException(proxy.id(), "metadata.group", groupName.get() + " is not defined");
        }
        return new Sources(entry, group, upstream.definition(), Uses.NOTHING);
    }
}
