package dev.noon.policy.cache;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecords.Change;
import dev.noon.cache.SharedRecords.Known;
import dev.noon.cache.SharedRecords.Life;
import dev.noon.members.Member;
import dev.noon.members.Members;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Which node fetches what: one record per thing in the grid, taken by compare-and-set. A record whose node has left the grid is
 * anybody's; a grid that does not answer holds up nobody. Thread-safe.
 */
public final class Leases {
    /** What came of asking for a lease. */
    sealed interface Claim {
        /** It is the caller's. */
        record Mine(Lease lease) implements Claim {}

        /** Another node has stored what it fetched. */
        record Landed() implements Claim {}

        /** Another node has fetched what is not stored. */
        record Unshared() implements Claim {}

        /** Nobody knows in time. */
        record Away() implements Claim {}
    }

    /** One node's right to fetch. */
    interface Lease {
        /** Of no grid. */
        Lease NONE = new Lease() {
            @Override
            public void landed() {}

            @Override
            public void unshared() {}

            @Override
            public void giveUp() {}
        };

        /** What was fetched is stored. */
        void landed();

        /** What was fetched is not stored. */
        void unshared();

        /** Nothing was fetched. */
        void giveUp();
    }

    private static final byte HELD = 1;
    private static final byte LANDED = 2;
    private static final byte UNSHARED = 3;
    private static final int TOKEN_BYTES = 16;
    private static final int HEAD_BYTES = 1 + TOKEN_BYTES;
    /** How long others are told what became of a fetch: longer than any of them takes to ask again. */
    private static final Duration TOLD = Duration.ofSeconds(2);
    /** A lease outlasts those who wait for it. */
    private static final Duration LONGER = Duration.ofSeconds(1);

    /** Longer than a process takes to die, and than a machine with too much to do keeps one waiting, as measured. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final SharedRecords records;
    private final Members members;
    private final Supplier<byte[]> tokens;
    private final LongConsumer pause;

    /**
     * @param tokens makes 16 bytes that nobody else makes
     * @param pause waits for so many nanoseconds, or less
     */
    public Leases(SharedRecords records, Members members, Supplier<byte[]> tokens, LongConsumer pause) {
        this.records = records;
        this.members = members;
        this.tokens = tokens;
        this.pause = pause;
    }

    /**
     * Asks for the lease of {@code key}, and waits for whoever has it. A member that falls silent is asked on for almost a second,
     * because it may only be busy; one that has died as long as it takes the grid to put another in its place. One that has been
     * silent for longer holds up nobody: who finds it so asks another member for a lease in that one's place, so that of these, too,
     * one fetches.
     */
    Claim claim(CacheKey key, Wait wait) {
        return claim(name(key), wait, true);
    }

    private Claim claim(String name, Wait wait, boolean first) {
        Life mine = new Life(record(HELD), Duration.ofNanos(wait.leftNanos()).plus(LONGER));
        Patience patience = new Patience();
        boolean others = false;
        long heardNanos = wait.leftNanos();
        while (wait.leftNanos() > 0) {
            Change change = records.create(name, mine.bytes(), mine.lasting(), patience);
            if (change == Change.DONE) {
                return mine(name, mine);
            }
            Known known = change == Change.AWAY ? new Known.Away() : records.find(name, patience);
            if (known instanceof Known.Away) {
                if (isSilent(name, heardNanos - wait.leftNanos())) {
                    Optional<String> elsewhere = first ? records.elsewhere(name) : Optional.empty();
                    if (elsewhere.isPresent()) {
                        return claim(elsewhere.get(), wait, false);
                    }
                    // It may have been put down all the same: then the others wait, as they should.
                    return others ? new Claim.Away() : mine(name, mine);
                }
            } else {
                heardNanos = wait.leftNanos();
            }
            if (known instanceof Known.Present present) {
                Optional<Claim> claim = claim(name, present.bytes(), mine, wait);
                if (claim.isPresent()) {
                    return claim.get();
                }
                others = true;
            }
            patience = Patience.insisting();
            pause.accept(Math.min(POLL_NANOS, Math.max(0, wait.leftNanos())));
        }
        return new Claim.Away();
    }

    /** Whether a member that has said nothing here for so long, or longer to others, is not expected to answer soon. */
    private boolean isSilent(String name, long nanos) {
        return Math.max(nanos, records.silentNanos(name)) > BUSY_NANOS && !records.isRepairing();
    }

    private Claim mine(String name, Life mine) {
        return new Claim.Mine(new Held(name, mine.bytes()));
    }

    /** What {@code record} comes to for somebody who would have {@code mine} there; empty while another one fetches. */
    private Optional<Claim> claim(String name, byte[] record, Life mine, Wait wait) {
        Optional<Claim> told = told(record, wait);
        if (told.isPresent()) {
            return told;
        }
        boolean own = Arrays.equals(record, mine.bytes())
                || isFree(record) && replace(name, record, mine.bytes(), mine.lasting());
        return own ? Optional.of(mine(name, mine)) : Optional.empty();
    }

    /** The lease of {@code key} if nobody has it; empty also if the grid does not answer. */
    Optional<Lease> claimNow(CacheKey key, Duration patience) {
        String name = name(key);
        byte[] mine = record(HELD);
        Duration life = patience.plus(LONGER);
        Change change = records.create(name, mine, life, new Patience());
        if (change == Change.REFUSED
                && records.find(name, new Patience()) instanceof Known.Present present
                && isFree(present.bytes())) {
            change = replace(name, present.bytes(), mine, life) ? Change.DONE : Change.REFUSED;
        }
        return change == Change.DONE ? Optional.of(new Held(name, mine)) : Optional.empty();
    }

    private static Optional<Claim> told(byte[] record, Wait wait) {
        if (record[0] == UNSHARED) {
            return Optional.of(new Claim.Unshared());
        }
        return record[0] == LANDED && wait.isNews(record) ? Optional.of(new Claim.Landed()) : Optional.empty();
    }

    /** Whether nobody fetches: it is done, or whoever did has left. */
    private boolean isFree(byte[] record) {
        if (record[0] != HELD) {
            return true;
        }
        List<Member> present = members.current();
        String holder = new String(record, HEAD_BYTES, record.length - HEAD_BYTES, StandardCharsets.UTF_8);
        return !present.isEmpty()
                && present.stream().noneMatch(member -> member.id().equals(holder));
    }

    private boolean replace(String name, byte[] before, byte[] next, Duration life) {
        return records.replace(name, before, new Life(next, life), new Patience()) == Change.DONE;
    }

    private byte[] record(byte mark) {
        byte[] self = members.current().stream()
                .filter(Member::self)
                .map(Member::id)
                .findFirst()
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD_BYTES + self.length)
                .put(mark)
                .put(tokens.get())
                .put(self)
                .array();
    }

    private static String name(CacheKey key) {
        return key.owner() + "/" + key.gridName();
    }

    private final class Held implements Lease {
        private final String name;
        private final byte[] mine;

        Held(String name, byte[] mine) {
            this.name = name;
            this.mine = mine;
        }

        @Override
        public void landed() {
            tell(LANDED);
        }

        @Override
        public void unshared() {
            tell(UNSHARED);
        }

        @Override
        public void giveUp() {
            records.forget(name, mine);
        }

        private void tell(byte what) {
            byte[] told = mine.clone();
            told[0] = what;
            records.replaceSoon(name, mine, new Life(told, TOLD));
        }
    }
}
