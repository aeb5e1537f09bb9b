package dev.noon.cache;

import dev.noon.members.Member;
import dev.noon.members.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each node of a grid says of itself: one record per member, written every few seconds, which whoever reads may be as much
 * behind. Thread-safe; each record is waited for within the grid budget.
 *
 * @param <T> what is said
 */
public final class Bulletins<T> {
    /** Of a node that has not written for that long nothing is known. */
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final SharedRecords records;
    private final Members members;
    private final Function<T, byte[]> encode;
    private final Function<byte[], Optional<T>> decode;

    /**
     * What the others say.
     *
     * @param missing addresses of members whose record is not there, or not understood
     */
    public record Gathered<T>(List<T> others, List<String> missing) {
        public Gathered {
            others = List.copyOf(others);
            missing = List.copyOf(missing);
        }
    }

    /** @param decode gives nothing for what this release does not understand */
    public Bulletins(
            SharedRecords records, Members members, Function<T, byte[]> encode, Function<byte[], Optional<T>> decode) {
        this.records = records;
        this.members = members;
        this.encode = encode;
        this.decode = decode;
    }

    /** Says it for this node. */
    public void publish(T own) {
        byte[] bytes = encode.apply(own);
        members.current().stream()
                .filter(Member::self)
                .forEach(member -> records.put(member.id(), bytes, LIFE, new Patience()));
    }

    /** What every other member says. */
    public Gathered<T> gather() {
        List<T> others = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Member member : members.current()) {
            if (!member.self()) {
                find(member).ifPresentOrElse(others::add, () -> missing.add(member.address()));
            }
        }
        return new Gathered<>(others, missing);
    }

    private Optional<T> find(Member member) {
        return records.find(member.id(), new Patience()).record().flatMap(decode);
    }
}
