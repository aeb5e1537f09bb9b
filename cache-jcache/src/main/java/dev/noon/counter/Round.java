package dev.noon.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Those who are counted together, in their order, and what comes of it. Counting may be repeated, with what the record says by then.
 * Confined to the thread that counts.
 */
final class Round {
    private final Windows windows;
    private final List<Terms> terms;
    private final Optional<Terms> last;
    private final Reserve before;
    private List<Reserve> unspent;
    private final Shared shared;
    private final List<Permit.Counted> permits = new ArrayList<>();
    private Reserve reserve = Reserve.NONE;
    private Refusal refusal = Refusal.NONE;

    /**
     * What all nodes know.
     *
     * @param members how many of them share what is left
     * @param reset number of the command that has emptied the counter last; 0 if none has
     */
    record Shared(IntSupplier members, long reset) {}

    /**
     * What is counted.
     *
     * @param terms of those who wait; may be empty
     * @param last under which more is taken in advance, if anything; those of the last one who waits
     */
    record Asked(List<Terms> terms, Optional<Terms> last) {
        /** Those who wait. */
        static Asked by(List<Terms> terms) {
            return new Asked(terms, terms.isEmpty() ? Optional.empty() : Optional.of(terms.get(terms.size() - 1)));
        }

        /** Nobody waits; what was taken before is spent meanwhile, and counts towards what is taken now. */
        static Asked ahead(Terms last) {
            return new Asked(List.of(), Optional.of(last));
        }
    }

    /**
     * @param before what was taken in advance last
     * @param unspent given back first
     */
    Round(Windows windows, Asked asked, Reserve before, List<Reserve> unspent, Shared shared) {
        this.windows = windows;
        this.terms = asked.terms();
        this.last = asked.last();
        this.before = before;
        this.unspent = List.copyOf(unspent);
        this.shared = shared;
    }

    /** What the record has to say after it; empty if it stays as it is. */
    Optional<Usage> count(Optional<Usage> stored, long nowMillis) {
        permits.clear();
        reserve = Reserve.NONE;
        refusal = Refusal.NONE;
        if (stored.isEmpty() && last.isEmpty()) {
            return Optional.empty();
        }
        Usage usage = stored.orElseGet(() -> Usage.none(windows, nowMillis, last.orElseThrow()))
                .at(nowMillis)
                .emptied(shared.reset());
        boolean changed = false;
        for (Reserve back : unspent) {
            if (back.units() > 0 && back.reset() == usage.under().reset()) {
                usage = usage.minus(back.startMillis(), back.units());
                changed = true;
            }
        }
        long wanted = 0;
        for (Terms one : terms) {
            usage = usage.under(one);
            long free = one.limit() - usage.used(nowMillis);
            boolean fits = one.cost() <= free;
            long takes = fits ? one.cost() : refused(one, free);
            usage = takes > 0 ? usage.plus(takes) : usage;
            changed |= takes > 0;
            wanted += fits ? one.cost() : 0;
            add(one, usage, fits, Math.max(0, free - takes), nowMillis);
        }
        boolean more = last.filter(Terms::leased).isPresent() && (wanted > 0 || terms.isEmpty());
        Usage after = more ? inAdvance(usage.under(last.get()), last.get(), wanted, nowMillis) : usage;
        return changed || reserve.units() > 0 ? Optional.of(after) : Optional.empty();
    }

    /** What is refused and counts all the same counts up to another limit, so that it ends. */
    private static long refused(Terms terms, long free) {
        return terms.countsRefused() ? Math.max(0, Math.min(terms.cost(), free + terms.limit())) : 0;
    }

    private void add(Terms one, Usage usage, boolean fits, long left, long nowMillis) {
        Permit.Counted permit = new Permit.Counted(
                fits,
                left,
                usage.resetMillis(nowMillis),
                fits ? 0 : usage.freeMillis(one.cost(), one.limit(), nowMillis),
                usage.windowSeconds());
        permits.add(permit);
        if (!fits) {
            refusal = Refusal.of(one, permit, nowMillis, shared.reset());
        }
    }

    /** Takes more than those need who wait, as far as the last of them leases and there is plenty left. */
    private Usage inAdvance(Usage usage, Terms under, long wanted, long nowMillis) {
        long left = Math.max(0, under.limit() - usage.used(nowMillis));
        long share = under.limit() / Counters.SHARES;
        long block = Math.min(before.nextBlock(wanted, nowMillis), share);
        long kept = terms.isEmpty() ? before.units() : 0;
        // What is kept of a bucket that is over is for those who come at its end; the next one gets a block of its own.
        long more = before.isOver(nowMillis) ? Math.min(block, share - kept) : block - kept;
        long taken = Math.min(
                Math.max(0, more), left / (2L * Math.max(1, shared.members().getAsInt())));
        Reserve.Seen seen = new Reserve.Seen(
                usage.start(),
                usage.end(),
                usage.end() + windows.lateMillis(),
                under.wording(),
                usage.under().reset(),
                left - taken,
                nowMillis + usage.resetMillis(nowMillis),
                usage.windowSeconds());
        reserve = new Reserve(seen, block, taken, taken);
        return taken > 0 ? usage.plus(taken) : usage;
    }

    /** What was to be given back may have been already: it is not given back again, so that nobody has it twice. */
    void loseUnspent() {
        unspent = List.of();
    }

    /** What number {@code index} of those was given, as it was counted last. */
    Permit permit(int index) {
        return permits.get(index);
    }

    /** What was taken in advance. */
    Reserve reserve() {
        return reserve;
    }

    /** The last refusal. */
    Refusal refusal() {
        return refusal;
    }
}
