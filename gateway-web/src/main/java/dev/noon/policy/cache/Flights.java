package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.model.policy.CacheConduct.Coalesce;
import java.io.Closeable;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * What is being fetched, so that of many requests for one thing only one goes to the upstream: on this node by a map, in the
 * cluster by {@link Leases}. Whoever waits, waits so long as its policy says; what turns out not to be stored holds up
 * nobody, and is remembered for a while. Thread-safe.
 */
public final class Flights {
    /** What a request is to do. */
    sealed interface Turn {
        /** Fetch it; the ticket is told what came of it, and closed in any case. */
        record Fetch(Ticket ticket) implements Turn {}

        /** Look again: somebody else has fetched it. */
        record Look() implements Turn {}
    }

    private enum End {
        /** It is stored. */
        STORED,
        /** There is an answer, for one request only. */
        UNSHARED,
        /** Nobody knows. */
        LOST
    }

    private static final class Flight {
        private final CountDownLatch landed = new CountDownLatch(1);
        /** Written once, before the latch opens. */
        private volatile End end = End.LOST;

        void land(End how) {
            end = how;
            landed.countDown();
        }
    }

    private static final Turn LOOK = new Turn.Look();
    private static final int MOST_REMEMBERED = 10_000;
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Leases leases;
    private final LongSupplier nanos;
    private final ConcurrentMap<CacheKey, Flight> flights = new ConcurrentHashMap<>();
    /** Things that were fetched and not stored, and until when that is remembered. */
    private final ConcurrentMap<CacheKey, Long> unshared = new ConcurrentHashMap<>();

    private final LongAdder waited = new LongAdder();
    private final LongAdder tired = new LongAdder();

    /** @param nanos reads a clock that only goes forward */
    public Flights(Leases leases, LongSupplier nanos) {
        this.leases = leases;
        this.nanos = nanos;
    }

    /** How many requests have waited for another one's fetch. */
    public long waitedSoFar() {
        return waited.sum();
    }

    /** How many requests have waited for as long as they may, and fetched after all. */
    public long tiredSoFar() {
        return tired.sum();
    }

    /** How many things are being fetched. */
    public int underWay() {
        return flights.size();
    }

    boolean isUnderWay(CacheKey key) {
        return flights.containsKey(key);
    }

    Wait wait(Coalesce how) {
        return new Wait(nanos, how.patience().toNanos());
    }

    /** Waits for whoever fetches {@code key} already, or lets the caller fetch it. */
    Turn take(CacheKey key, Coalesce how, Wait wait) {
        if (how.across() == Coalesce.Across.NONE || isUnshared(key) || wait.leftNanos() <= 0) {
            return new Turn.Fetch(Ticket.NONE);
        }
        Flight mine = new Flight();
        Flight other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return follow(other, wait);
        }
        Ticket ticket = new Landing(key, mine, Leases.Lease.NONE);
        if (how.across() == Coalesce.Across.NODE) {
            return new Turn.Fetch(ticket);
        }
        Optional<Turn> turn = Optional.empty();
        try {
            turn = Optional.of(lead(key, mine, leases.claim(key, wait)));
            return turn.get();
        } finally {
            if (turn.isEmpty()) {
                ticket.close();
            }
        }
    }

    /** A ticket for {@code key} if nobody fetches it already; never waits for one who does. */
    Optional<Ticket> alone(CacheKey key, Coalesce how) {
        Flight mine = new Flight();
        if (flights.putIfAbsent(key, mine) != null) {
            return Optional.empty();
        }
        if (how.across() != Coalesce.Across.CLUSTER) {
            return Optional.of(new Landing(key, mine, Leases.Lease.NONE));
        }
        Optional<Leases.Lease> lease = leases.claimNow(key, how.patience());
        if (lease.isEmpty()) {
            new Landing(key, mine, Leases.Lease.NONE).close();
        }
        return lease.map(own -> new Landing(key, mine, own));
    }

    private Turn follow(Flight other, Wait wait) {
        waited.increment();
        try {
            if (!other.landed.await(wait.leftNanos(), TimeUnit.NANOSECONDS)) {
                tired.increment();
                return new Turn.Fetch(Ticket.NONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Turn.Fetch(Ticket.NONE);
        }
        return other.end == End.UNSHARED ? new Turn.Fetch(Ticket.NONE) : LOOK;
    }

    private Turn lead(CacheKey key, Flight mine, Leases.Claim claim) {
        Landing landing =
                new Landing(key, mine, claim instanceof Leases.Claim.Mine own ? own.lease() : Leases.Lease.NONE);
        if (claim instanceof Leases.Claim.Landed) {
            landing.land(End.STORED);
            return LOOK;
        }
        if (claim instanceof Leases.Claim.Unshared) {
            landing.unshared();
            return new Turn.Fetch(Ticket.NONE);
        }
        return new Turn.Fetch(landing);
    }

    private boolean isUnshared(CacheKey key) {
        Long until = unshared.get(key);
        if (until == null) {
            return false;
        }
        if (until - nanos.getAsLong() > 0) {
            return true;
        }
        unshared.remove(key, until);
        return false;
    }

    private void remember(CacheKey key) {
        long now = nanos.getAsLong();
        if (unshared.size() >= MOST_REMEMBERED) {
            unshared.values().removeIf(until -> until - now <= 0);
        }
        if (unshared.size() < MOST_REMEMBERED) {
            unshared.put(key, now + REMEMBERED_NANOS);
        }
    }

    /** The right to fetch, and the duty to say what came of it. Any thread may use it; the first word counts. */
    interface Ticket extends Closeable {
        /** Nobody waits for the outcome. */
        Ticket NONE = new Ticket() {
            @Override
            public void stored() {}

            @Override
            public void unshared() {}

            @Override
            public void close() {}
        };

        /** The answer is stored. */
        void stored();

        /** There is an answer that is not stored. */
        void unshared();

        /** Nothing more will come. */
        @Override
        void close();
    }

    private final class Landing implements Ticket {
        private final CacheKey key;
        private final Flight flight;
        private final Leases.Lease lease;

        Landing(CacheKey key, Flight flight, Leases.Lease lease) {
            this.key = key;
            this.flight = flight;
            this.lease = lease;
        }

        @Override
        public void stored() {
            if (land(End.STORED)) {
                unshared.remove(key);
                lease.landed();
            }
        }

        @Override
        public void unshared() {
            remember(key);
            if (land(End.UNSHARED)) {
                lease.unshared();
            }
        }

        @Override
        public void close() {
            if (land(End.LOST)) {
                lease.giveUp();
            }
        }

        private boolean land(End end) {
            boolean first = flights.remove(key, flight);
            if (first) {
                flight.land(end);
            }
            return first;
        }
    }
}
