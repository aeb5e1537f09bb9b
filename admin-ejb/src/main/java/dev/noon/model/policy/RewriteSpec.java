package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.Template.Literal;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.text.AuthorityText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.Shown;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Changes path, query and Host of the upstream request. */
public record RewriteSpec(String name, Optional<PathChange> path, QueryChange query, Optional<String> host)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "rewrite";

    private static final String TO = "/rewrite/path/to";

    /** How the path comes about. */
    public sealed interface PathChange {
        /** It is what a template says. */
        record To(Template path) implements PathChange {}

        /** It is the old one with every fit of a pattern replaced. */
        record Replaced(Replacement replacement) implements PathChange {}
    }

    /** Parameters that are removed, then those that are set, in the order of their names. */
    public record QueryChange(Map<String, Template> set, List<String> remove) {
        /** The query stays as it is. */
        public static final QueryChange NONE = new QueryChange(Map.of(), List.of());

        public QueryChange {
            set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
            remove = List.copyOf(remove);
        }

        /** Whether nothing changes. */
        public boolean isNone() {
            return set.isEmpty() && remove.isEmpty();
        }
    }

    public RewriteSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        host.ifPresent(authority -> Guard.check(TYPE + ".host", AuthorityText.fault(authority)));
        if (path.isEmpty() && query.isNone() && host.isEmpty()) {
            throw new IllegalArgumentException("rewrite is empty; expected path, query or host");
        }
    }

    /** What is wrong with the template of a path: it must begin with a slash, or with one of those that do. */
    public static Optional<String> pathFault(String text) {
        Optional<String> fault = HeaderText.valueFault(text).or(() -> Template.fault(text));
        if (fault.isPresent() || startsWithSlash(Template.parse(text).parts())) {
            return fault;
        }
        return Optional.of("is " + Shown.of(text) + "; expected a path that starts with / or ${path}, without ? and #");
    }

    private static boolean startsWithSlash(List<Template.Part> parts) {
        boolean plain = parts.stream()
                .noneMatch(part -> part instanceof Literal literal
                        && literal.text().chars().anyMatch(c -> c == '?' || c == '#'));
        if (parts.isEmpty() || !plain) {
            return false;
        }
        return parts.get(0) instanceof Literal first
                ? first.text().startsWith("/")
                : parts.get(0).equals(new Variable(Source.PATH, ""));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public PolicySpec named(String other) {
        return new RewriteSpec(other, path, query, host);
    }

    @Override
    public Map<String, Template> templates() {
        Map<String, Template> templates = new TreeMap<>(HeaderEdits.templates(TYPE, "query/set", query.set()));
        if (path.isPresent() && path.get() instanceof PathChange.To to) {
            templates.put(TO, to.path());
        }
        return templates;
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        Optional<PathChange> changed = path.map(
                before -> before instanceof PathChange.To to ? new PathChange.To(change.apply(to.path())) : before);
        QueryChange parameters = new QueryChange(HeaderEdits.with(query.set(), change), query.remove());
        return new RewriteSpec(name, changed, parameters, host);
    }
}
