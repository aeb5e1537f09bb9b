package dev.noon.model;

import dev.noon.model.Split.Variant;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import java.util.List;
import java.util.Optional;

/** Turns what a proxy says of its upstream, or upstreams, into their split. */
final class SplitBinder {
    private static final String UPSTREAM = "/spec/upstream";
    private static final String AFFINITY = "/spec/affinity";

    private final MapNode root;
    private final Findings findings;

    SplitBinder(MapNode root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** The split, if it is sound; what is wrong is added to the findings. */
    Optional<Split> split() {
        if (root.find(UPSTREAM).isEmpty()) {
            return Optional.empty();
        }
        Fields spec = new Fields(root.mapAt("/spec").orElse(root));
        Optional<List<Variant>> variants = findings.bind(UPSTREAM, () -> variants(spec));
        variants.flatMap(Split::fault).ifPresent(fault -> findings.add(UPSTREAM, fault));
        Optional<Optional<Template>> affinity =
                findings.bind(AFFINITY, () -> spec.text("affinity").map(Template::parse));
        affinity.flatMap(text -> text.flatMap(Split::affinityFault)).ifPresent(fault -> findings.add(AFFINITY, fault));
        if (affinity.flatMap(text -> text).isPresent()
                && variants.filter(some -> some.size() == 1).isPresent()) {
            findings.add(AFFINITY, "is for several upstreams; expected a list of them in spec.upstream");
        }
        return findings.sound(UPSTREAM) && findings.sound(AFFINITY)
                ? Optional.of(new Split(variants.orElseThrow(), affinity.orElseThrow()))
                : Optional.empty();
    }

    private static List<Variant> variants(Fields spec) {
        if (spec.node().child("upstream").orElse(spec.node()) instanceof ListNode) {
            return spec.maps("upstream").stream().map(SplitBinder::variant).toList();
        }
        return Split.to(spec.required("upstream")).variants();
    }

    private static Variant variant(Fields variant) {
        return new Variant(
                variant.required("upstream"), variant.integer("weight").orElse(1));
    }
}
