package dev.noon.model;

import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.text.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the requests of a proxy go: to one upstream, or to several by their weights.
 *
 * @param variants 1 to 20, each with an upstream of its own; at least one weighs something
 * @param affinity requests for which it makes the same text go to the same variant; empty if they take turns
 */
public record Split(List<Variant> variants, Optional<Template> affinity) {
    private static final int MOST_VARIANTS = 20;
    private static final int MOST_WEIGHT = 1000;

    /**
     * One upstream and its share.
     *
     * @param weight 0 to 1000
     */
    public record Variant(String upstream, int weight) {
        public Variant {
            if (weight < 0 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException("has weight " + weight + "; expected 0 to " + MOST_WEIGHT);
            }
        }
    }

    public Split {
        variants = List.copyOf(variants);
        fault(variants).or(() -> affinity.flatMap(Split::affinityFault)).ifPresent(message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /** Every request goes to one upstream. */
    public static Split to(String upstream) {
        return new Split(List.of(new Variant(upstream, 1)), Optional.empty());
    }

    /** Whether there is nothing to decide. */
    public boolean isSingle() {
        return variants.size() == 1;
    }

    /** The names of the upstreams, in their order. */
    public List<String> upstreams() {
        return variants.stream().map(Variant::upstream).toList();
    }

    /** Whether requests may go to the upstream of that name. */
    public boolean has(String upstream) {
        return variants.stream().anyMatch(variant -> variant.upstream().equals(upstream));
    }

    /** What is wrong with several upstreams together. */
    static Optional<String> fault(List<Variant> variants) {
        if (variants.isEmpty() || variants.size() > MOST_VARIANTS) {
            return Optional.of("has " + variants.size() + " upstreams; expected 1 to " + MOST_VARIANTS);
        }
        Set<String> seen = new HashSet<>();
        for (Variant variant : variants) {
            if (!seen.add(variant.upstream())) {
                return Optional.of("has " + Shown.of(variant.upstream()) + " for a second time; expected each upstream"
                        + " once, with its whole weight");
            }
        }
        return variants.stream().allMatch(variant -> variant.weight() == 0)
                ? Optional.of("has no weight above 0; expected one at least")
                : Optional.empty();
    }

    /** What is wrong with what tells requests apart. */
    static Optional<String> affinityFault(Template affinity) {
        for (Variable variable : affinity.variables()) {
            if (variable.source() == Source.ENV || variable.isParameter()) {
                return Optional.of(
                        "has " + variable + "; expected what every request to the proxy may have of its own");
            }
        }
        return affinity.isConstant()
                ? Optional.of("has no variable; expected one, or every request goes to one upstream")
                : Optional.empty();
    }
}
