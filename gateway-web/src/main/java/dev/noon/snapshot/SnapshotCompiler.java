package dev.noon.snapshot;

import dev.noon.model.ApiProxy;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Kind;
import dev.noon.model.Upstream;
import dev.noon.snapshot.CompiledProxy.Sources;
import dev.noon.snapshot.CompiledProxy.Uses;
import dev.noon.snapshot.Snapshot.Content;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.snapshot.Snapshot.Shared;
import dev.noon.time.Ticker;
import dev.noon.upstream.Upstreams;
import dev.noon.upstream.credential.CredentialSenders;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes snapshots. What did not change since the previous snapshot is taken over from it: one changed
 * proxy among ten thousand costs comparing and copying ten thousand references, and compiling one proxy. Used by one
 * thread at a time.
 */
public final class SnapshotCompiler {
    private final String environment;
    private final Parts parts;

    /** What compiling works with. */
    public record Parts(
            PolicyCatalogue catalogue,
            SharedResources resources,
            Upstreams upstreams,
            CredentialSenders credentials,
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
            Snapshot snapshot = new Snapshot(content(previous.content(), set, held));
            done = true;
            return snapshot;
        } finally {
            if (!done) {
                held.values().forEach(HeldUpstream::release);
            }
            previous.release();
        }
    }

    private Content content(Content previous, DefinitionSet set, Map<String, HeldUpstream> held)
            throws CompileException {
        List<DefinitionId> changed = set.since(previous.set());
        boolean proxiesOnly = changed.stream().allMatch(id -> id.kind() == Kind.API_PROXY);
        Shared shared = proxiesOnly ? again(previous.shared(), held) : shared(previous.shared(), set, held);
        boolean done = false;
        try {
            Content content = content(previous, set, changed, shared);
            done = true;
            return content;
        } finally {
            if (!done) {
                shared.identities().release();
            }
        }
    }

    private Content content(Content previous, DefinitionSet set, List<DefinitionId> changed, Shared shared)
            throws CompileException {
        boolean proxiesOnly = changed.stream().allMatch(id -> id.kind() == Kind.API_PROXY);
        Proxies proxies = new Proxies(previous);
        for (DefinitionId id : changed) {
            if (id.kind() == Kind.API_PROXY && set.find(id).isEmpty()) {
                proxies.remove(id.name());
            }
        }
        for (Versioned entry :
                proxiesOnly ? present(changed, set) : set.entries().values()) {
            if (entry.definition() instanceof ApiProxy proxy) {
                String name = proxy.metadata().name();
                proxies.put(name, compiled(previous.proxies().get(name), entry, shared));
            }
        }
        return new Content(set, shared, proxies.byName(), proxies.routes());
    }

    private static Collection<Versioned> present(List<DefinitionId> ids, DefinitionSet set) {
        return ids.stream().flatMap(id -> set.find(id).stream()).toList();
    }

    private CompiledProxy compiled(@Nullable CompiledProxy before, Versioned entry, Shared shared)
            throws CompileException {
        Sources sources = sources(entry, shared);
        if (before != null
                && before.sources().areSameAs(sources)
                && before.sources().uses().stand(shared)) {
            return before;
        }
        return new ProxyCompiler(parts, shared).compile(sources, Optional.ofNullable(before));
    }

    private static Shared again(Shared shared, Map<String, HeldUpstream> held) {
        shared.upstreams().forEach((name, upstream) -> held.put(name, upstream.again()));
        return new Shared(
                held, shared.lookup(), shared.secrets(), shared.identities().again());
    }

    private Shared shared(Shared previous, DefinitionSet set, Map<String, HeldUpstream> held) throws CompileException {
        OpenSecrets opened = OpenSecrets.of(set, previous.secrets(), parts.secrets());
        Lookup lookup = Lookup.of(set, environment);
        UpstreamCompiler upstreams = new UpstreamCompiler(parts, new UpstreamCompiler.Revision(set, lookup, opened));
        for (Versioned entry : set.entries().values()) {
            if (entry.definition() instanceof Upstream upstream) {
                String name = upstream.metadata().name();
                Optional<HeldUpstream> before =
                        Optional.ofNullable(previous.upstreams().get(name));
                held.put(name, upstreams.hold(before, entry));
            }
        }
        Identities identities = new IdentityCompiler(parts, set, opened).compile(previous.identities());
        return new Shared(held, lookup, opened, identities);
    }

    private static Sources sources(Versioned entry, Shared shared) throws CompileException {
        ApiProxy proxy = (ApiProxy) entry.definition();
        Optional<String> groupName = proxy.metadata().group();
        Optional<Versioned> group = groupName.flatMap(shared.lookup()::group);
        if (groupName.isPresent() && group.isEmpty()) {
            throw new CompileException(proxy.id(), "metadata.group", groupName.get() + " is not defined");
        }
        return new Sources(entry, group, Uses.NOTHING);
    }
}
