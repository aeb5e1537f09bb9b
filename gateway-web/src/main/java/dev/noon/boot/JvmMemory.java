package dev.noon.boot;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import dev.noon.control.SwapFigures.Collected;
import dev.noon.time.Ticker;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What this JVM allocates and collects, as far as it tells (HotSpot and OpenJ9 do). Remembers the newest 1,024
 * collections. Thread-safe. Close it once, at the end: until then the JVM holds it.
 */
final class JvmMemory implements NotificationListener, AutoCloseable {
    private static final int COLLECTIONS = 1_024;

    private final Ticker ticker;
    private final Set<String> heap = heapPools();
    private final List<NotificationEmitter> heard = new ArrayList<>();
    // Guarded by itself.
    private final Deque<Collection> collections = new ArrayDeque<>();

    private record Collection(long endedNanos, Collected collected) {}

    private JvmMemory(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Listens from now on. */
    static JvmMemory watched(Ticker ticker) {
        JvmMemory memory = new JvmMemory(ticker);
        memory.listen();
        return memory;
    }

    /** Bytes that the calling thread has allocated since it began. */
    OptionalLong allocatedBytes() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()
                || !threads.isThreadAllocatedMemoryEnabled()) {
            return OptionalLong.empty();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes();
        return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** The collections that the JVM told of between two readings of the ticker; empty if it tells of none. */
    Optional<Collected> collected(long fromNanos, long toNanos) {
        if (heard.isEmpty()) {
            return Optional.empty();
        }
        long bytes = 0;
        long pauseMillis = 0;
        synchronized (collections) {
            for (Collection one : collections) {
                if (one.endedNanos() - fromNanos >= 0 && one.endedNanos() - toNanos <= 0) {
                    bytes += one.collected().bytes();
                    pauseMillis += one.collected().pauseMillis();
                }
            }
        }
        return Optional.of(new Collected(bytes, pauseMillis));
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo told =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        long before = heap(told.getGcInfo().getMemoryUsageBeforeGc());
        long after = heap(told.getGcInfo().getMemoryUsageAfterGc());
        long pauseMillis = stopsThreads(told.getGcName()) ? told.getGcInfo().getDuration() : 0;
        remember(new Collection(ticker.nanos(), new Collected(Math.max(0, before - after), pauseMillis)));
    }

    @Override
    public void close() {
        for (NotificationEmitter collector : heard) {
            try {
                collector.removeNotificationListener(this);
            } catch (ListenerNotFoundException e) {
                // Then it is not held either.
                continue;
            }
        }
    }

    private void listen() {
        ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(NotificationEmitter.class::isInstance)
                .map(NotificationEmitter.class::cast)
                .forEach(heard::add);
        heard.forEach(collector -> collector.addNotificationListener(this, null, null));
    }

    private void remember(Collection collection) {
        synchronized (collections) {
            collections.addLast(collection);
            if (collections.size() > COLLECTIONS) {
                collections.removeFirst();
            }
        }
    }

    private long heap(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Concurrent collectors tell of whole cycles, too, through which the threads run. */
    private static boolean stopsThreads(String collector) {
        return !collector.endsWith("Cycles") && !collector.contains("Concurrent");
    }

    private static Set<String> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
    }
}
