package dev.noon.cache.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import dev.noon.time.Ticker;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Whether the grid is about to put another member in the place of one that has died, as owner or as backup of what a call is
 * about. It does so in two steps: a third of a second until it no longer counts the dead one, and as long again until what
 * that one had is owned by others. Thread-safe.
 */
final class Repairs implements MembershipListener, Closeable {
    private static final int PROBE_MILLIS = 20;
    /** What was lost has its new owners within this time. */
    private static final long MOVING_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final HazelcastInstance hazelcast;
    private final Ticker ticker;
    private volatile long movedNanos;
    /** Who was there when it was looked last. */
    private volatile Set<Member> known = Set.of();

    private volatile UUID registration = new UUID(0, 0);

    private Repairs(HazelcastInstance hazelcast, Ticker ticker) {
        this.hazelcast = hazelcast;
        this.ticker = ticker;
        this.movedNanos = ticker.nanos() - 1;
    }

    /** Those of {@code hazelcast}, from now on. */
    static Repairs of(HazelcastInstance hazelcast, Ticker ticker) {
        Repairs repairs = new Repairs(hazelcast, ticker);
        repairs.registration = hazelcast.getCluster().addMembershipListener(repairs);
        repairs.look();
        return repairs;
    }

    /**
     * Whether one is under way. A member that only pauses, or is cut off, is not said to have died. Takes {@value #PROBE_MILLIS} ms
     * per member at most.
     */
    boolean areUnderWay() {
        look();
        return movedNanos - ticker.nanos() > 0
                || known.stream().anyMatch(member -> !member.localMember() && refuses(member.getSocketAddress()));
    }

    /** Events come late where there is much to do, and moving begins before them. */
    private void look() {
        Set<Member> members = hazelcast.getCluster().getMembers();
        if (!members.containsAll(known)) {
            movedNanos = ticker.nanos() + MOVING_NANOS;
        }
        known = members;
    }

    /** A grid that lives longer than the application keeps nothing of it. */
    @Override
    public void close() {
        hazelcast.getCluster().removeMembershipListener(registration);
    }

    /** Whether the machine at {@code address} answers, and says that nobody listens there. */
    static boolean refuses(InetSocketAddress address) {
        try (Socket probe = new Socket()) {
            probe.connect(address, PROBE_MILLIS);
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        look();
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        look();
    }
}
