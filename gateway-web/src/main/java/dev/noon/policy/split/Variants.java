package dev.noon.policy.split;

import dev.noon.exchange.Rendezvous;
import dev.noon.exchange.Request;
import dev.noon.model.Split;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Turns;
import java.util.Optional;

/**
 * The upstreams among which a proxy shares out its requests. Thread-safe; turns go on across swaps as long as the split
 * is the same.
 */
public final class Variants {
    private final Split split;
    private final int heaviest;
    private final Turns turns;
    private final Rendezvous homes;
    private final Optional<CompiledTemplate> affinity;

    public Variants(Split split) {
        int[] weights =
                split.variants().stream().mapToInt(Split.Variant::weight).toArray();
        this.split = split;
        this.heaviest = heaviest(weights);
        this.turns = new Turns(weights);
        this.homes = new Rendezvous(split.upstreams(), weights);
        this.affinity = split.affinity().map(CompiledTemplate::of);
    }

    /** What was made of it. */
    public Split split() {
        return split;
    }

    /** The index of the upstream that {@code request} goes to; it is counted as gone there. */
    public int choose(Request request) {
        int home = home(request);
        return home >= 0 ? home : turns.next();
    }

    /** Where {@code request} would go, or the heaviest where turns decide; nothing is counted. */
    public int foresee(Request request) {
        int home = home(request);
        return home >= 0 ? home : heaviest;
    }

    /** Whether {@code request} goes to the same upstream each time. */
    public boolean isSticky(Request request) {
        return home(request) >= 0;
    }

    /** -1 if it has none. */
    private int home(Request request) {
        if (affinity.isEmpty()) {
            return -1;
        }
        String text = affinity.get().text(request);
        return text.isEmpty() ? -1 : homes.choose(text, index -> false);
    }

    private static int heaviest(int[] weights) {
        int heaviest = 0;
        for (int i = 1; i < weights.length; i++) {
            heaviest = weights[i] > weights[heaviest] ? i : heaviest;
        }
        return heaviest;
    }
}
