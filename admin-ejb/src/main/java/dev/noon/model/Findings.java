package dev.noon.model;

import dev.noon.model.tree.Fault;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is wrong with one document so far. What has a fault in it is not bound any further; everything
 * beside it is, so that all faults come out at once. Confined to one thread.
 */
final class Findings {
    private final Node root;
    private final List<Fault> faults = new ArrayList<>();
    private final NavigableSet<String> pointers = new TreeSet<>();
    private UnaryOperator<Fault> discretion = UnaryOperator.identity();

    Findings(Node root) {
        this.root = root;
    }

    /** Adds a fault, unless one at the same place says something already. */
    void add(Fault fault) {
        boolean said = pointers.contains(fault.pointer())
                && faults.stream()
                        .anyMatch(other -> other.pointer().equals(fault.pointer())
                                && other.at().equals(fault.at()));
        if (!said) {
            faults.add(fault);
            pointers.add(fault.pointer());
        }
    }

    /** Adds a fault at the place of a field. */
    void add(String pointer, String message) {
        Position at = root.find(pointer).map(Node::at).orElse(root.at());
        add(new Fault(at, pointer, message));
    }

    /** Whether neither the field nor anything in it has a fault. */
    boolean sound(String pointer) {
        return !pointers.contains(pointer)
                && !Objects.requireNonNullElse(pointers.ceiling(pointer + "/"), "")
                        .startsWith(pointer + "/");
    }

    /** Builds a value from a sound part; a rule that only the value itself knows becomes a fault. */
    <T> Optional<T> bind(String pointer, Supplier<T> value) {
        if (!sound(pointer)) {
            return Optional.empty();
        }
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            add(pointer, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** From now on nothing is said of what this document's schema marks as secret. */
    void keepSecrets(Discretion of) {
        discretion = of::applied;
    }

    /** All faults, in the order found. */
    List<Fault> faults() {
        return faults.stream().map(discretion).toList();
    }
}
