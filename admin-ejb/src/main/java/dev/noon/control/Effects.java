package dev.noon.control;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What putting a plan in force does to a node.
 *
 * @param notYetEnforced changed definitions that are kept but not acted on, each with what is missing
 * @param warnings what somebody should know beforehand, in sentences
 */
public record Effects(
        Routes routes,
        Pools pools,
        Breakers breakers,
        Counters counters,
        Entries entries,
        List<String> notYetEnforced,
        List<String> warnings) {
    /** Nothing happens. */
    static final Effects NONE = new Effects(
            new Routes(List.of(), List.of(), List.of()),
            new Pools(List.of(), List.of(), 0),
            new Breakers(List.of(), List.of(), List.of(), 0),
            new Counters(List.of(), 0),
            new Entries(0, 0, Collections.emptySortedMap()),
            List.of(),
            List.of());

    public Effects {
        notYetEnforced = List.copyOf(notYetEnforced);
        warnings = List.copyOf(warnings);
    }

    /**
     * Routes as people write them, for example {@code GET,POST *}{@code /loans (loans)}.
     *
     * @param changed those whose proxy answers to other hosts or methods than before
     */
    public record Routes(List<String> added, List<String> removed, List<String> changed) {
        public Routes {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }
    }

    /**
     * Connection pools by the names of their upstreams. A pool whose settings change is closed, when its last exchange
     * has ended, and opened anew.
     *
     * @param kept how many stay with their connections
     */
    public record Pools(List<String> opened, List<String> closed, int kept) {
        public Pools {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
        }
    }

    /**
     * Breakers by upstream and target, for example {@code loans http://10.0.0.7:9000}.
     *
     * @param added those that there were none of
     * @param reset those whose settings change: they begin closed
     * @param dropped those that there are none of any more
     * @param kept how many stay as they are, open or not
     */
    public record Breakers(List<String> added, List<String> reset, List<String> dropped, int kept) {
        public Breakers {
            added = List.copyOf(added);
            reset = List.copyOf(reset);
            dropped = List.copyOf(dropped);
        }
    }

    /**
     * Counters of limits.
     *
     * @param touched those that come, go, or have another limit or name than before
     * @param kept how many others go on as they are
     */
    public record Counters(List<CounterChange> touched, int kept) {
        public Counters {
            touched = List.copyOf(touched);
        }
    }

    /**
     * Where a counter belongs.
     *
     * @param scope {@code group}, {@code proxy} or {@code endpoint}: whose requests it counts
     * @param name of the group or proxy; for an endpoint with its methods and path
     * @param policy what the limit is called there, now or last
     */
    public record CounterOwner(String scope, String name, String policy) {}

    /**
     * What becomes of one counter.
     *
     * @param before the limit as it was, in words, under its old name if that changes; empty for a new one
     * @param after the limit as it will be; empty for one that goes
     * @param live how it stood lately, about; empty if nobody was counted
     */
    public record CounterChange(
            CounterOwner owner, Fate becomes, Optional<String> before, Optional<String> after, Optional<Live> live) {
        /** Whether there is such a counter afterwards. */
        boolean remains() {
            return becomes != Fate.DROPPED;
        }
    }

    /**
     * How many somebodies a counter has counted lately.
     *
     * @param used units that the one nearest to the limit had used
     * @param most its limit
     */
    public record Live(int identities, long used, long most) {}

    /** What becomes of a counter. */
    public enum Fate {
        /** It begins at nothing used. */
        NEW,
        /** What was used stays used. */
        KEPT,
        /** The share that was used stays used. */
        RESCALED,
        /** What was used stays used, up to the new limit. */
        CLAMPED,
        /** It begins anew. */
        RESET,
        /** It is not read any more. */
        DROPPED;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** The fate as JSON spells it. */
        public String text() {
            return text;
        }
    }

    /**
     * Stored answers in the heap of one node, about.
     *
     * @param flush those that would not be served again
     * @param keep all others
     * @param byProxy the flushed ones by proxy
     */
    public record Entries(long flush, long keep, SortedMap<String, Long> byProxy) {}
}
