package dev.noon.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One client request and everything that is known about it until its reply has ended. It runs under
 * one revision from beginning to end. Mutable; it belongs to one thread.
 */
public final class Exchange implements AutoCloseable {
    private static final Consumer<Headers> NOBODY = headers -> {};

    private final long revision;
    private final long startNanos;
    private final Surroundings surroundings;
    private final List<Closeable> owned = new ArrayList<>(1);
    private Request request = Request.UNREADABLE;
    private RequestBody clientBody = RequestBody.NONE;
    private RouteFacts route = RouteFacts.NONE;
    private Cause cause = Cause.NONE;
    private CacheVerdict cacheVerdict = CacheVerdict.NONE;
    private long upstreamNanos;
    private boolean rewritten;
    private long sentBytes;
    private Trace trace = Trace.NONE;
    private boolean admitted;
    private Optional<Exchange> parent = Optional.empty();
    private Duration tunnelIdle = Duration.ZERO;
    private Consumer<Headers> hints = NOBODY;
    private Pin pin = Pin.NONE;
    private List<Limited> limits = List.of();

    /**
     * @param revision number of the revision that the exchange runs under; 0 if none is in force
     * @param startNanos ticker reading when the request arrived
     */
    public Exchange(long revision, long startNanos) {
        this(revision, startNanos, Surroundings.NONE);
    }

    /**
     * @param revision number of the revision that the exchange runs under; 0 if none is in force
     * @param startNanos ticker reading when the request arrived
     */
    public Exchange(long revision, long startNanos, Surroundings surroundings) {
        this.revision = revision;
        this.startNanos = startNanos;
        this.surroundings = surroundings;
    }

    /**
     * An exchange beside this one, about something that it depends on: under the same revision and names, and in the same
     * place. Whoever began it closes it.
     */
    public Exchange aside(Request question) {
        Exchange aside = new Exchange(revision, startNanos, surroundings);
        aside.request(question);
        aside.route(route);
        aside.parent = Optional.of(this);
        return aside;
    }

    /** What holds the revision for it, so that others may hold on to it as well. */
    public void pin(Pin holder) {
        pin = holder;
    }

    /**
     * An exchange of its own about {@code question}, that nobody waits for: under the same revision, which it holds until it
     * is closed, and in the same place. It may outlive this one, and run on another thread. Whoever began it closes it.
     *
     * @return nothing if the revision is not held any more
     */
    public Optional<Exchange> apart(Request question) {
        if (!pin.retain()) {
            return Optional.empty();
        }
        Exchange apart = new Exchange(revision, startNanos, surroundings);
        apart.pin = pin;
        apart.own(pin::release);
        apart.request(question.apart());
        apart.route(route);
        return Optional.of(apart);
    }

    /** The client request, as the policies so far have left it. */
    public Request request() {
        return request;
    }

    /** Puts another request in place of the one so far, for the policies that follow. */
    public void request(Request other) {
        if (request == Request.UNREADABLE) {
            clientBody = other.body();
        }
        request = other;
    }

    /** Puts another path and query in place of those so far, for the policies that follow and for the upstream. */
    public void rewriteTarget(String path, Optional<String> query) {
        rewritten |= !path.equals(request.path());
        request = new Request(request.method(), path, query, request.origin(), request.headers(), request.body());
    }

    /** Who calls; nobody until a policy has found out. */
    public Caller caller() {
        return request.origin().caller();
    }

    /** Whether a policy has changed the path, so that it is what the upstream is asked for. */
    public boolean isPathRewritten() {
        return rewritten;
    }

    /** Bytes of the body that the client has sent so far. */
    public long receivedBytes() {
        return clientBody.receivedBytes();
    }

    /** Bytes of the reply's body that were handed to the container. */
    public long sentBytes() {
        return sentBytes;
    }

    public void sent(long bytes) {
        sentBytes += bytes;
    }

    public long revision() {
        return revision;
    }

    public long startNanos() {
        return startNanos;
    }

    public RouteFacts route() {
        return route;
    }

    public void route(RouteFacts found) {
        route = found;
    }

    /** Why the reply is not the upstream's own. */
    public Cause cause() {
        return cause;
    }

    public void cause(Cause why) {
        cause = why;
    }

    public CacheVerdict cacheVerdict() {
        return cacheVerdict;
    }

    public void cacheVerdict(CacheVerdict verdict) {
        cacheVerdict = verdict;
    }

    /** A limit has counted it. */
    public void counted(Limited limit) {
        if (limits.isEmpty()) {
            limits = new ArrayList<>(2);
        }
        limits.add(limit);
    }

    /** The limits that have counted it, in their order. */
    public List<Limited> limits() {
        return limits;
    }

    /** Nanoseconds from calling the upstream to the header of its answer; 0 if it was not called. */
    public long upstreamNanos() {
        return upstreamNanos;
    }

    public void upstreamNanos(long nanos) {
        upstreamNanos = nanos;
    }

    /** Whether anybody but this gateway knows a name of it: its client or its upstream. */
    public boolean isNamed() {
        return trace != Trace.NONE || request.headers().has(Trace.REQUEST_ID);
    }

    /** The names of the exchange, which are made when somebody first asks. */
    public Trace trace() {
        if (parent.isPresent()) {
            return parent.get().trace();
        }
        if (trace == Trace.NONE) {
            trace = surroundings.traces().begin(request.headers());
        }
        return trace;
    }

    /**
     * Asks for one of the places for exchanges that call upstreams, and keeps it until the exchange ends; asking again
     * costs nothing. What is answered without an upstream needs none.
     */
    public boolean admit() {
        if (parent.isPresent()) {
            return parent.get().admit();
        }
        if (!admitted && surroundings.places().tryAcquire()) {
            admitted = true;
            own(surroundings.places()::release);
        }
        return admitted;
    }

    /** Whether its client still waits to be invited to send its body, and may send it or not once it has its reply. */
    public boolean isUninvited() {
        return clientBody.awaitsInvitation();
    }

    /** Who tells the client what the upstream says before it answers. */
    public void hints(Consumer<Headers> listener) {
        hints = listener;
    }

    /** Tells the client what is likely to be in the reply (RFC 8297). */
    public void hint(Headers headers) {
        hints.accept(headers);
    }

    /**
     * Lets its client speak WebSocket with the upstream, if it asks to.
     *
     * @param idle how long nothing may pass either way
     */
    public void allowTunnel(Duration idle) {
        if (request.body() == RequestBody.FRAMES) {
            tunnelIdle = idle;
        }
    }

    /** Whether its client asks to speak WebSocket, and is let. */
    public boolean wantsTunnel() {
        return !tunnelIdle.isZero();
    }

    /** How long nothing may pass either way. */
    public Duration tunnelIdle() {
        return tunnelIdle;
    }

    /** How slow its client may be. */
    public Pace pace() {
        return surroundings.pace();
    }

    /** Fails: remembers {@code why} and makes the problem reply for it. */
    public Reply fail(Cause why) {
        cause = why;
        return Problem.of(why);
    }

    /** Takes charge of something that must be closed when the exchange ends; closing twice must be harmless. */
    public void own(Closeable resource) {
        owned.add(resource);
    }

    /** Closes what the exchange owns, the latest first, even if one of them fails. */
    @Override
    public void close() throws IOException {
        IOException first = null;
        for (int i = owned.size() - 1; i >= 0; i--) {
            try {
                owned.get(i).close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        owned.clear();
        if (first != null) {
            throw first;
        }
    }
}
