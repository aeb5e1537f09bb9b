package dev.noon.snapshot;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.SharedResource;
import dev.noon.model.Breaker;
import dev.noon.model.Credential;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.HealthCheck;
import dev.noon.model.Kind;
import dev.noon.model.Sticky;
import dev.noon.model.Tls;
import dev.noon.model.Upstream;
import dev.noon.snapshot.SharedResources.Key;
import dev.noon.snapshot.SharedResources.Lease;
import dev.noon.snapshot.Snapshot.Held;
import dev.noon.snapshot.Snapshot.HeldUpstream;
import dev.noon.upstream.Lent;
import dev.noon.upstream.UpstreamSender;
import dev.noon.upstream.UpstreamTransport;
import dev.noon.upstream.breaker.TargetBreaker;
import dev.noon.upstream.health.TargetHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles upstreams: takes over what did not change, and shares what outlives a snapshot. Used for one revision, by one
 * thread.
 */
final class UpstreamCompiler {
    private static final String UPSTREAM = "upstream";
    private static final String BREAKER = "breaker";
    private static final String HEALTH = "health";
    private static final String TOKENS = "tokens";

    private final SnapshotCompiler.Parts parts;
    private final Revision revision;

    /** What is compiled, its names, and its secrets. */
    record Revision(DefinitionSet set, Lookup lookup, OpenSecrets secrets) {}

    /** A credential of the revision, with its secret. */
    private record Shown(Versioned entry, Credential credential, ClearSecret secret) {}

    UpstreamCompiler(SnapshotCompiler.Parts parts, Revision revision) {
        this.parts = parts;
        this.revision = revision;
    }

    /**
     * The upstream that {@code entry} defines; the caller releases it.
     *
     * @param before the same upstream in the snapshot before
     * @throws CompileException if it does not compile; nothing is held then
     */
    HeldUpstream hold(Optional<HeldUpstream> before, Versioned entry) throws CompileException {
        Upstream upstream = (Upstream) entry.definition();
        Upstream resolved = resolved(upstream);
        Optional<Shown> shown = shown(upstream);
        Optional<Versioned> credential = shown.map(Shown::entry);
        boolean same = before.filter(held -> held.entry() == entry)
                .filter(held -> held.credential().equals(credential))
                .filter(held -> held.resolved().equals(resolved))
                .isPresent();
        if (same) {
            return before.get().again();
        }
        Held held = held(resolved, shown);
        return new HeldUpstream(
                entry, credential, both(entry, credential), resolved, held, sender(resolved, held, shown));
    }

    /** A proxy that stands on it is compiled anew when either changes. */
    private static Versioned both(Versioned upstream, Optional<Versioned> credential) {
        return credential
                .map(shown -> new Versioned(
                        upstream.definition(),
                        upstream.hash() + " " + shown.hash(),
                        Math.max(upstream.generation(), shown.generation())))
                .orElse(upstream);
    }

    private Upstream resolved(Upstream upstream) throws CompileException {
        try {
            return new Lookup.Recorder(revision.lookup()).resolution().upstream(upstream);
        } catch (IllegalArgumentException e) {
            throw new CompileException(upstream.id(), "spec.targets", String.valueOf(e.getMessage()));
        }
    }

    private Optional<Shown> shown(Upstream upstream) throws CompileException {
        if (upstream.credential().isEmpty()) {
            return Optional.empty();
        }
        DefinitionId id =
                new DefinitionId(Kind.CREDENTIAL, upstream.credential().get());
        Optional<Versioned> entry = revision.set().find(id);
        Optional<ClearSecret> secret = revision.secrets().find(id, Credential.SECRET);
        if (entry.isEmpty() || secret.isEmpty()) {
            throw new CompileException(upstream.id(), "spec.credential", id.name() + " is not defined");
        }
        return Optional.of(new Shown(entry.get(), (Credential) entry.get().definition(), secret.get()));
    }

    /** Leases everything, or nothing. */
    private Held held(Upstream resolved, Optional<Shown> shown) throws CompileException {
        List<Lease<?>> taken = new ArrayList<>();
        boolean done = false;
        try {
            Lease<UpstreamTransport> pool = pool(resolved);
            taken.add(pool);
            List<Lease<TargetBreaker>> breakers = breakers(resolved);
            taken.addAll(breakers);
            List<Lease<TargetHealth>> health = health(resolved);
            taken.addAll(health);
            Held held = new Held(pool, breakers, health, shown.flatMap(this::tokens));
            done = true;
            return held;
        } catch (IllegalArgumentException e) {
            throw new CompileException(resolved.id(), "spec", String.valueOf(e.getMessage()));
        } finally {
            if (!done) {
                taken.forEach(Lease::release);
            }
        }
    }

    private Lease<UpstreamTransport> pool(Upstream resolved) throws CompileException {
        Key configuration = new Key(UPSTREAM, resolved.metadata().name(), resolved.pool());
        Optional<ClearSecret> key = revision.secrets().find(resolved.id(), Tls.KEY);
        try {
            return parts.resources().lease(configuration, UpstreamTransport.class, () -> parts.upstreams()
                    .open(resolved, key));
        } catch (IllegalArgumentException e) {
            throw new CompileException(resolved.id(), "spec.tls", String.valueOf(e.getMessage()));
        }
    }

    /** One per target, in their order: those in force whose target and settings are the same, whatever else differs. */
    private List<Lease<TargetBreaker>> breakers(Upstream resolved) {
        Optional<Breaker> settings = resolved.care().breaker();
        return settings.isEmpty()
                ? List.of()
                : resolved.targets().stream()
                        .map(target -> breaker(
                                resolved.metadata().name(), target.address().toString(), settings.get()))
                        .toList();
    }

    private Lease<TargetBreaker> breaker(String upstream, String target, Breaker settings) {
        Key key = new Key(BREAKER, upstream + " " + target, settings.text());
        return parts.resources().lease(key, TargetBreaker.class, () -> parts.upstreams()
                .breakers()
                .open(upstream, target, settings));
    }

    /** One per target, in their order: those in force whose target, check and TLS are the same. */
    private List<Lease<TargetHealth>> health(Upstream resolved) {
        Optional<HealthCheck> settings = resolved.care().health();
        return settings.isEmpty()
                ? List.of()
                : resolved.targets().stream()
                        .map(target -> health(resolved, target, settings.get()))
                        .toList();
    }

    private Lease<TargetHealth> health(Upstream resolved, Upstream.Target target, HealthCheck settings) {
        Key key = new Key(
                HEALTH,
                resolved.metadata().name() + " " + target.address(),
                settings.text() + "|" + resolved.timeouts().connect() + "|" + resolved.tls());
        Optional<ClearSecret> own = revision.secrets().find(resolved.id(), Tls.KEY);
        return parts.resources()
                .lease(key, TargetHealth.class, () -> parts.upstreams().health(resolved, target, settings, own));
    }

    /** Tokens belong to what the definition says, whoever sends them and however often it is written anew. */
    private Optional<Lease<SharedResource>> tokens(Shown shown) {
        if (!(shown.credential().scheme() instanceof Credential.ClientCredentials scheme)) {
            return Optional.empty();
        }
        Key key = new Key(
                TOKENS, shown.credential().metadata().name(), shown.entry().hash());
        return Optional.of(parts.resources().lease(key, SharedResource.class, () -> parts.credentials()
                .tokens(shown.credential(), scheme, shown.secret())));
    }

    private UpstreamSender sender(Upstream resolved, Held held, Optional<Shown> shown) {
        Lent lent = new Lent(
                held.pool().resource(),
                held.breakers().stream().map(Lease::resource).toList(),
                held.health().stream().map(Lease::resource).toList(),
                revision.secrets().find(resolved.id(), Sticky.SECRET));
        UpstreamSender plain = parts.upstreams().sender(resolved, lent);
        UpstreamSender sender = shown.map(with -> parts.credentials()
                        .sender(with.credential(), with.secret(), held.tokens().map(Lease::resource), plain))
                .orElse(plain);
        return parts.upstreams().inTime(resolved, sender);
    }
}
