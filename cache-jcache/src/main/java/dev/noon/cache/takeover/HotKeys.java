package dev.noon.cache.takeover;

import dev.noon.cache.HotEntries;
import dev.noon.cache.HotKey;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import dev.noon.members.Member;
import dev.noon.members.Members;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What each node of a grid is asked for most: one record per member, written every few seconds. Thread-safe; each call waits no
 * longer than the grid budget.
 */
public final class HotKeys {
    /** Longest list of one node; the bytes of a record may bound it before. */
    static final int MOST = 500;
    /** A node that has not written for that long has nothing to say. */
    static final Duration LIFE = Duration.ofMinutes(1);
    /** How often a member's list is asked for that the grid does not give in time. */
    private static final int ATTEMPTS = 5;

    private static final Comparator<HotKey> ORDER =
            Comparator.comparingInt(HotKey::perHour).reversed().thenComparing(HotKey::hash);

    private final HotEntries entries;
    private final SharedRecords records;
    private final Members members;

    public HotKeys(HotEntries entries, SharedRecords records, Members members) {
        this.entries = entries;
        this.records = records;
        this.members = members;
    }

    /** Writes down what this node is asked for most; for a timer. */
    public void publish() {
        byte[] list = HotKeysCodec.encode(entries.hottest(MOST));
        members.current().stream()
                .filter(Member::self)
                .forEach(member -> records.put(member.id(), list, LIFE, new Patience()));
    }

    /**
     * What the other members are asked for most, the most first.
     *
     * @param isOver whether there is no more time to ask
     */
    List<HotKey> ofOthers(BooleanSupplier isOver) {
        Map<String, HotKey> keys = new HashMap<>();
        List<Member> open =
                members.current().stream().filter(member -> !member.self()).toList();
        for (int i = 0; i < ATTEMPTS && !open.isEmpty(); i++) {
            open = open.stream()
                    .filter(member -> !isOver.getAsBoolean() && !found(member, keys))
                    .toList();
        }
        return keys.values().stream().sorted(ORDER).toList();
    }

    /** Whether the grid has answered. */
    private boolean found(Member member, Map<String, HotKey> keys) {
        SharedRecords.Known known = records.find(member.id(), Patience.insisting());
        known.record()
                .flatMap(HotKeysCodec::decode)
                .ifPresent(list -> list.forEach(key -> keys.merge(key.hash(), key, HotKey::and)));
        return !(known instanceof SharedRecords.Known.Away);
    }
}
