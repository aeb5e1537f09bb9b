package dev.noon.upstream;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClientFailure;
import dev.noon.model.Upstream;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Connections to the targets of one upstream, and the limit on how many exchanges may wait for it.
 * Thread-safe.
 */
final class HttpUpstream implements UpstreamTransport {
    /** @param background runs what opens connections ahead of their use */
    record Surroundings(Ticker ticker, Executor background) {}

    private static final Set<Cause> NOTHING_SENT =
            Set.of(Cause.UPSTREAM_UNREACHABLE, Cause.CONNECT_TIMEOUT, Cause.UPSTREAM_UNTRUSTED);

    private final List<HttpTarget> targets;
    private final Rotation rotation;
    private final Semaphore permits;
    private final long stuckNanos;
    private final Ticker ticker;
    private final Executor background;
    private final Set<HttpConnection> sending = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean warming = new AtomicBoolean();
    private final AtomicInteger cold;
    private final AtomicIntegerArray underWay;

    /** @param trust what https targets are verified by */
    HttpUpstream(Upstream definition, UpstreamSettings settings, Surroundings surroundings, TlsTrust trust) {
        Ticker ticker = surroundings.ticker();
        Upstream.Timeouts timeouts = definition.timeouts();
        HttpTarget.Options options =
                new HttpTarget.Options(timeouts.connect(), timeouts.response(), settings, ticker, trust);
        this.targets = definition.targets().stream()
                .map(target -> new HttpTarget(target.address(), options))
                .toList();
        this.rotation = new Rotation(
                definition.targets().stream().map(Upstream.Target::weight).toList());
        this.permits = new Semaphore(definition.maxConcurrent().orElse(settings.maxConcurrent()));
        this.stuckNanos = timeouts.response().toNanos();
        this.ticker = ticker;
        this.background = surroundings.background();
        this.cold = new AtomicInteger(targets.size());
        this.underWay = new AtomicIntegerArray(targets.size());
    }

    @Override
    public Answer send(UpstreamRequest request) throws ClientFailure {
        if (!enter()) {
            return new Answer.Failed(Cause.SHED);
        }
        boolean streaming = false;
        try {
            Answer answer = sendToAny(request);
            streaming = answer instanceof Answer.Answered answered && answered.body() instanceof Body.Stream;
            return answer;
        } finally {
            if (!streaming) {
                leave();
            }
        }
    }

    /** Takes one of the places; whoever has it sends one request, and leaves unless its answer streams. */
    boolean enter() {
        return permits.tryAcquire();
    }

    /** Gives a place back. */
    void leave() {
        permits.release();
    }

    /** The target whose turn it is. */
    int turn() {
        return rotation.next();
    }

    /** How many targets there are. */
    int size() {
        return targets.size();
    }

    /** How many requests that were counted are under way to one target. */
    int underWay(int target) {
        return underWay.get(target);
    }

    /** Sends {@code request} to one target, on a place that the caller has; counts it until its body has ended. */
    Answer sendCounted(int target, UpstreamRequest request) throws ClientFailure {
        underWay.incrementAndGet(target);
        boolean streaming = false;
        try {
            Runnable release = () -> {
                underWay.decrementAndGet(target);
                leave();
            };
            Answer answer = new HttpCall(targets.get(target), request, ticker, sending, release).send();
            streaming = answer instanceof Answer.Answered answered && answered.body() instanceof Body.Stream;
            return answer;
        } finally {
            if (!streaming) {
                underWay.decrementAndGet(target);
            }
        }
    }

    /** Begins with the target whose turn it is; one that cannot be connected to passes the turn on. */
    private Answer sendToAny(UpstreamRequest request) throws ClientFailure {
        int first = rotation.next();
        Answer answer = sendTo(targets.get(first), request);
        for (int i = 1; i < targets.size() && couldNotConnect(answer); i++) {
            answer = sendTo(targets.get((first + i) % targets.size()), request);
        }
        return answer;
    }

    private Answer sendTo(HttpTarget target, UpstreamRequest request) throws ClientFailure {
        return new HttpCall(target, request, ticker, sending, permits::release).send();
    }

    /** Whether nothing was sent: another target may be asked whatever the request is. */
    static boolean couldNotConnect(Answer answer) {
        return answer instanceof Answer.Failed failed && NOTHING_SENT.contains(failed.cause());
    }

    /** Opens one connection to each target. A target that is down is warm as soon as that is known. */
    @Override
    public void warm() {
        if (!warming.compareAndSet(false, true)) {
            return;
        }
        for (HttpTarget target : targets) {
            try {
                background.execute(() -> warm(target));
            } catch (RejectedExecutionException e) {
                cold.decrementAndGet();
            }
        }
    }

    private void warm(HttpTarget target) {
        try {
            target.giveBack(target.connect(), OptionalLong.empty());
        } catch (IOException e) {
            // The upstream is down; requests will say so, a snapshot need not.
        } finally {
            cold.decrementAndGet();
        }
    }

    @Override
    public boolean isWarm() {
        return cold.get() <= 0;
    }

    /** Closes idle connections whose time is over, and aborts writes that outlast the response timeout. */
    @Override
    public void sweep() {
        long now = ticker.nanos();
        for (HttpTarget target : targets) {
            target.sweep(now);
        }
        for (HttpConnection connection : sending) {
            if (connection.isStuckWriting(now, stuckNanos)) {
                connection.abort();
            }
        }
    }

    /** How many connections wait for work. */
    int idleCount() {
        return targets.stream().mapToInt(HttpTarget::idleCount).sum();
    }

    @Override
    public void close() {
        targets.forEach(HttpTarget::close);
    }
}
