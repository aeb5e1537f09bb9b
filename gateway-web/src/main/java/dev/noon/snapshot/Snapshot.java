package dev.noon.snapshot;

import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Pin;
import dev.noon.exchange.Request;
import dev.noon.exchange.SharedResource;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Table;
import dev.noon.model.Upstream;
import dev.noon.snapshot.SharedResources.Lease;
import dev.noon.upstream.UpstreamSender;
import dev.noon.upstream.UpstreamTransport;
import dev.noon.upstream.breaker.TargetBreaker;
import dev.noon.upstream.health.TargetHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One revision, compiled. Immutable but for the count of who holds it; the last one to let go gives
 * the shared resources back. Thread-safe.
 */
public final class Snapshot implements Pin {
    /** What the compiler made, and finds again when it compiles the next one. */
    record Content(DefinitionSet set, Shared shared, Table<String, CompiledProxy> proxies, RouteTable routes) {
        static final Content NOTHING = new Content(
                new DefinitionSet(0, "", Table.empty()), Shared.NOTHING, Table.empty(), new RouteTable(List.of()));
    }

    /** What proxies stand on: as long as no definition but proxies changes, so does none of this. */
    record Shared(Map<String, HeldUpstream> upstreams, Lookup lookup, OpenSecrets secrets, Identities identities) {
        static final Shared NOTHING =
                new Shared(Map.of(), new Lookup(Map.of(), Map.of(), Map.of()), OpenSecrets.NONE, Identities.NONE);
    }

    /**
     * An upstream's resources, the definitions they were made from, and what those came to with their variables filled in.
     *
     * @param entry the upstream's definition as the revision has it
     * @param credential the definition of what it is sent with
     * @param definition both as one: another as soon as either is
     * @param sender sends to the pool as the definitions say
     */
    record HeldUpstream(
            Versioned entry,
            Optional<Versioned> credential,
            Versioned definition,
            Upstream resolved,
            Held held,
            UpstreamSender sender) {
        HeldUpstream again() {
            return new HeldUpstream(entry, credential, definition, resolved, held.again(), sender);
        }

        void release() {
            held.release();
        }
    }

    /**
     * What is shared with other snapshots.
     *
     * @param breakers one per target, or none
     * @param health one per target, or none
     * @param tokens what keeps the credential's tokens, if it has any
     */
    record Held(
            Lease<UpstreamTransport> pool,
            List<Lease<TargetBreaker>> breakers,
            List<Lease<TargetHealth>> health,
            Optional<Lease<SharedResource>> tokens) {
        Held again() {
            return new Held(
                    pool.again(),
                    breakers.stream().map(Lease::again).toList(),
                    health.stream().map(Lease::again).toList(),
                    tokens.map(Lease::again));
        }

        void release() {
            pool.release();
            breakers.forEach(Lease::release);
            health.forEach(Lease::release);
            tokens.ifPresent(Lease::release);
        }

        /** What gets ready before it is used. */
        Stream<SharedResource> toWarm() {
            return Stream.concat(Stream.of(pool.resource()), tokens.map(Lease::resource).stream());
        }
    }

    private final String revisionText;
    private final Content content;
    private final AtomicInteger holds = new AtomicInteger(1);

    Snapshot(Content content) {
        this.revisionText = Long.toString(content.set().revision());
        this.content = content;
    }

    /** The snapshot before the first one: revision 0, no route, nothing held. */
    public static Snapshot none() {
        return new Snapshot(Content.NOTHING);
    }

    /** Whether this is {@link #none}: nothing is known yet, not even that there is nothing. */
    public boolean isNone() {
        return hash().isEmpty();
    }

    /** Number of the revision; 0 before the first. */
    public long revision() {
        return content.set().revision();
    }

    /** The revision's number as a header has it. */
    public String revisionText() {
        return revisionText;
    }

    /** Content hash of the revision; empty if this is {@link #none}. */
    public String hash() {
        return content.set().hash();
    }

    /** The routes. */
    public RouteTable routes() {
        return content.routes();
    }

    /** What it has for {@code request}, with the reasons; the caller holds the snapshot meanwhile. */
    public Inspection inspect(Request request) {
        return Inspection.of(content, request);
    }

    /** Whether there is a proxy of that name. */
    public boolean has(String proxy) {
        return content.proxies().containsKey(proxy);
    }

    /** How many proxies there are. */
    public int proxies() {
        return content.proxies().size();
    }

    /**
     * The secret in a field of a definition, as it is at this revision.
     *
     * @param field JSON pointer in the definition
     */
    public Optional<ClearSecret> secret(DefinitionId id, String field) {
        return content.shared().secrets().find(id, field);
    }

    /** Lets every resource get ready in the background. */
    public void warm() {
        resources().forEach(SharedResource::warm);
    }

    /** Whether every resource is done with that. */
    public boolean isWarm() {
        return resources().stream().allMatch(SharedResource::isWarm);
    }

    @Override
    public boolean retain() {
        int before = holds.get();
        while (before > 0 && !holds.compareAndSet(before, before + 1)) {
            before = holds.get();
        }
        return before > 0;
    }

    /** Lets go; the last one gives the resources back. */
    @Override
    public void release() {
        int left = holds.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("snapshot " + revisionText + " was released more often than retained");
        }
        if (left == 0) {
            content.shared().upstreams().values().forEach(HeldUpstream::release);
            content.shared().identities().release();
        }
    }

    /** How many hold it: whoever made it active, and each exchange that runs under it. */
    public int holds() {
        return holds.get();
    }

    Content content() {
        return content;
    }

    private List<SharedResource> resources() {
        Stream<SharedResource> upstreams = content.shared().upstreams().values().stream()
                .flatMap(upstream -> upstream.held().toWarm());
        return Stream.concat(upstreams, content.shared().identities().toWarm()).toList();
    }
}
