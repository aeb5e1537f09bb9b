package dev.noon.snapshot;

import dev.noon.exchange.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the paths of one host, or of one proxy. Exact paths come first; then, segment by segment from the left,
 * a literal before a parameter before the end of a prefix; patterns last. Safe to share once nothing is put into it any
 * more.
 */
final class PathTable<V extends Routed> {
    private Map<String, List<V>> exact;
    private @Nullable TemplateTable<V> templates;
    private PrefixTable<V> prefixes;
    private PatternList<V> patterns;

    PathTable() {
        exact = Map.of();
        prefixes = new PrefixTable<>();
        patterns = new PatternList<>();
    }

    private PathTable(PathTable<V> other) {
        exact = other.exact;
        templates = other.templates;
        prefixes = other.prefixes;
        patterns = other.patterns;
    }

    /** A table of its own with the same contents, for {@link #replace}. */
    PathTable<V> copy() {
        return new PathTable<>(this);
    }

    /** Only before the table is shared. */
    void add(V one) {
        switch (one.path().shape()) {
            case EXACT -> {
                exact = exact.isEmpty() ? new HashMap<>() : exact;
                exact.merge(one.path().text(), List.of(one), Ranked::merged);
            }
            case TEMPLATE -> {
                templates = templates == null ? new TemplateTable<>() : templates;
                templates.add(one);
            }
            case PREFIX -> prefixes.add(one);
            case PATTERN -> patterns = patterns.with(one);
        }
    }

    /**
     * Puts {@code successor} in the place of one with the same path; only before the table is shared.
     *
     * @param own what the table consists of and is not shared; what is shared is copied first, and joins it
     */
    void replace(V old, V successor, Set<Object> own) {
        switch (old.path().shape()) {
            case EXACT -> {
                exact = own.contains(exact) ? exact : owned(new HashMap<>(exact), own);
                exact.computeIfPresent(old.path().text(), (path, all) -> Ranked.replacing(all, old, successor));
            }
            case TEMPLATE -> templates = templates == null ? null : templates.replacing(old, successor, own);
            case PREFIX -> {
                prefixes = own.contains(prefixes) ? prefixes : owned(prefixes.copy(), own);
                prefixes.replace(old, successor);
            }
            case PATTERN -> patterns = patterns.replacing(old, successor);
        }
    }

    private static <T> T owned(T copy, Set<Object> own) {
        own.add(copy);
        return copy;
    }

    /** What {@code request} gets here. */
    RouteMatch find(Request request, Choice<V> choice) {
        RouteMatch match = exact.isEmpty() ? RouteMatch.NOT_FOUND : exact(request, choice);
        if (match == RouteMatch.NOT_FOUND) {
            match = templates == null ? prefixed(request, choice) : templated(templates, request, choice);
        }
        return match == RouteMatch.NOT_FOUND && !patterns.isEmpty() ? patterns.find(request, choice) : match;
    }

    private RouteMatch exact(Request request, Choice<V> choice) {
        List<V> all = exact.get(request.path());
        return all == null ? RouteMatch.NOT_FOUND : choice.among(all, request);
    }

    private RouteMatch prefixed(Request request, Choice<V> choice) {
        String path = request.path();
        RouteMatch match = RouteMatch.NOT_FOUND;
        List<V> all = prefixes.find(path, path.length());
        while (!all.isEmpty() && match == RouteMatch.NOT_FOUND) {
            match = choice.among(all, request);
            all = match == RouteMatch.NOT_FOUND ? prefixes.find(path, above(all)) : all;
        }
        return match;
    }

    /** A prefix that reaches beyond a template's first parameter has a literal where that has the parameter. */
    private RouteMatch templated(TemplateTable<V> all, Request request, Choice<V> choice) {
        int deepest = Integer.MAX_VALUE;
        for (TemplateTable<V> template : all.find(request.path())) {
            RouteMatch match = prefixed(request, choice, deepest, template.firstParameter());
            match = match == RouteMatch.NOT_FOUND ? choice.among(template.here(), request) : match;
            if (match != RouteMatch.NOT_FOUND) {
                return match;
            }
            deepest = template.firstParameter();
        }
        return prefixed(request, choice, deepest, -1);
    }

    /** Prefixes of at most {@code deepest} segments and more than {@code above}. */
    private RouteMatch prefixed(Request request, Choice<V> choice, int deepest, int above) {
        String path = request.path();
        RouteMatch match = RouteMatch.NOT_FOUND;
        List<V> all = prefixes.find(path, path.length());
        while (!all.isEmpty() && match == RouteMatch.NOT_FOUND) {
            int depth = PrefixTable.depth(all.get(0).path().text());
            if (depth <= above) {
                return RouteMatch.NOT_FOUND;
            }
            match = depth <= deepest ? choice.among(all, request) : match;
            all = prefixes.find(path, above(all));
        }
        return match;
    }

    /** The length that the next less specific prefix has at most. */
    private static <V extends Routed> int above(List<V> all) {
        return all.get(0).path().text().length() - 1;
    }
}
