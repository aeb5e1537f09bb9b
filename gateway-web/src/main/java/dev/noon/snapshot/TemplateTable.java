package dev.noon.snapshot;

import dev.noon.model.text.PathTemplateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands at path templates: a tree of segments. At each segment a lookup follows the literal, then the parameter;
 * no template has so many parameters that this takes long. A node is safe to share once nothing is put into the tree
 * any more.
 */
final class TemplateTable<V extends Routed> {
    private final SegmentMap<TemplateTable<V>> literals;
    private final int firstParameter;
    private @Nullable TemplateTable<V> parameter;
    private List<V> here = List.of();

    TemplateTable() {
        this(Integer.MAX_VALUE);
    }

    private TemplateTable(int firstParameter) {
        this.literals = new SegmentMap<>();
        this.firstParameter = firstParameter;
    }

    private TemplateTable(TemplateTable<V> other) {
        literals = other.literals.copy();
        firstParameter = other.firstParameter;
        parameter = other.parameter;
        here = other.here;
    }

    /** What has this template. */
    List<V> here() {
        return here;
    }

    /** Which segment, counted from 0, is the first one that is a parameter. */
    int firstParameter() {
        return firstParameter;
    }

    /** Only before the tree is shared. */
    void add(V one) {
        TemplateTable<V> node = this;
        String[] segments = one.path().text().substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            node = node.child(segments[i], i);
        }
        node.here = Ranked.merged(node.here, List.of(one));
    }

    private TemplateTable<V> child(String segment, int index) {
        TemplateTable<V> child = existing(segment);
        if (child != null) {
            return child;
        }
        boolean open = PathTemplateText.isParameter(segment);
        TemplateTable<V> made = new TemplateTable<>(open ? Math.min(index, firstParameter) : firstParameter);
        enter(segment, made);
        return made;
    }

    private @Nullable TemplateTable<V> existing(String segment) {
        return PathTemplateText.isParameter(segment) ? parameter : literals.find(segment, 0, segment.length());
    }

    private void enter(String segment, TemplateTable<V> child) {
        if (PathTemplateText.isParameter(segment)) {
            parameter = child;
        } else {
            literals.put(segment, child);
        }
    }

    /**
     * Puts {@code successor} in the place of one with the same template.
     *
     * @param own the nodes that are not shared yet; others on the way are copied and join them
     * @return the tree, which is another one if this node was shared
     */
    TemplateTable<V> replacing(V old, V successor, Set<Object> own) {
        TemplateTable<V> root = own(this, own);
        TemplateTable<V> node = root;
        for (String segment : old.path().text().substring(1).split("/", -1)) {
            TemplateTable<V> child = node.existing(segment);
            if (child == null) {
                return root;
            }
            TemplateTable<V> mine = own(child, own);
            node.enter(segment, mine);
            node = mine;
        }
        node.here = Ranked.replacing(node.here, old, successor);
        return root;
    }

    private static <V extends Routed> TemplateTable<V> own(TemplateTable<V> node, Set<Object> own) {
        if (own.contains(node)) {
            return node;
        }
        TemplateTable<V> copy = new TemplateTable<>(node);
        own.add(copy);
        return copy;
    }

    /** The nodes of the templates that {@code path} matches, the most specific first. */
    List<TemplateTable<V>> find(String path) {
        return find(path, 1);
    }

    private List<TemplateTable<V>> find(String path, int from) {
        if (from > path.length()) {
            return here.isEmpty() ? List.of() : List.of(this);
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        TemplateTable<V> literal = literals.find(path, from, end);
        List<TemplateTable<V>> found = literal == null ? List.of() : literal.find(path, end + 1);
        if (parameter == null || end == from) {
            return found;
        }
        List<TemplateTable<V>> more = parameter.find(path, end + 1);
        return found.isEmpty() ? more : more.isEmpty() ? found : joined(found, more);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
