package dev.noon.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Text with variables such as <code>${header.X-Tenant}</code>; <code>$${</code> stands for a literal
 * <code>${</code>. Parsed and checked when a definition is read; never an expression language.
 *
 * @param source the text as written
 * @param parts what it consists of, in order; neighbouring literals are one
 */
public record Template(String source, List<Part> parts) {
    /** The variables, as messages name them. */
    public static final String VARIABLES =
            "header.NAME, query.NAME, cookie.NAME, path, path.NAME, method, host, client.ip, consumer, claim.NAME,"
                    + " env.NAME, call.NAME.PART";

    /** Those that may stand where a JSON body is at hand. */
    public static final String BODY_VARIABLES = VARIABLES + ", body.JSONPATH";

    /** Those that may stand in a cache's key. */
    public static final String KEY_VARIABLES = VARIABLES + ", body, body.JSONPATH";

    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";

    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {}

    /** Text that stands for itself. */
    public record Literal(String text) implements Part {}

    /** A value of the request or the environment: for example source HEADER and name {@code X-Tenant}. */
    public record Variable(Source source, String name) implements Part {
        /** Whether it is a parameter of a path's template. */
        public boolean isParameter() {
            return source == Source.PATH && !name.isEmpty();
        }

        /** The name of the call whose answer it is a part of; empty if it is no such variable. */
        public String call() {
            return source == Source.CALL ? name.substring(0, name.indexOf('.')) : "";
        }

        /** Which part of the answer it is, for example {@code body.$.price}. */
        public String callPart() {
            return name.substring(name.indexOf('.') + 1);
        }

        /** Whether it may stand where only {@code known} are known. */
        boolean isIn(String known) {
            return source != Source.BODY
                    || known.equals(KEY_VARIABLES)
                    || (known.equals(BODY_VARIABLES) && !name.isEmpty());
        }

        /** The variable as it is written. */
        @Override
        public String toString() {
            String spelled = source.name().toLowerCase(Locale.ROOT).replace('_', '.');
            return OPEN + (name.isEmpty() ? spelled : spelled + "." + name) + "}";
        }
    }

    /** Where a variable's value comes from; those without a name have an empty one. */
    public enum Source {
        HEADER,
        QUERY,
        COOKIE,
        /** Of the whole path or, with a name, of a parameter in it. */
        PATH,
        /** A segment of the path, counted from 0: what a parameter stands for once its template is known. */
        SEGMENT,
        METHOD,
        HOST,
        CLIENT_IP,
        /** Of the environment that the definition is in force in; the same for every request. */
        ENV,
        /** Of the answer to a call that a policy in front has made: the call's name, a dot, and which part of it. */
        CALL,
        /** Who calls, by the name of its definition; only behind a policy that finds it out. */
        CONSUMER,
        /** Of the token that the request carries; only behind a policy that verifies it. */
        CLAIM,
        /**
         * Of the JSON body that is being changed, or that the request has, by the path to it; without a path the whole body. Only
         * where {@link #ofBody} or {@link #ofKey} reads.
         */
        BODY
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    public static Template parse(String text) {
        return new TemplateParser(text, VARIABLES).template();
    }

    /**
     * Reads a template in which {@link #BODY_VARIABLES} may stand.
     *
     * @throws IllegalArgumentException if {@link #bodyFault} finds one
     */
    public static Template ofBody(String text) {
        return new TemplateParser(text, BODY_VARIABLES).template();
    }

    /**
     * Reads a template in which {@link #KEY_VARIABLES} may stand.
     *
     * @throws IllegalArgumentException if {@link #keyFault} finds one
     */
    public static Template ofKey(String text) {
        return new TemplateParser(text, KEY_VARIABLES).template();
    }

    /** What is wrong with a template: an unknown variable, or one that does not end. */
    public static Optional<String> fault(String text) {
        return new TemplateParser(text, VARIABLES).fault();
    }

    /** The same for a template in which {@link #BODY_VARIABLES} may stand. */
    public static Optional<String> bodyFault(String text) {
        return new TemplateParser(text, BODY_VARIABLES).fault();
    }

    /** The same for a template in which {@link #KEY_VARIABLES} may stand. */
    public static Optional<String> keyFault(String text) {
        return new TemplateParser(text, KEY_VARIABLES).fault();
    }

    /** Whether nothing in it depends on a request. */
    public boolean isConstant() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** A template that stands for {@code text} itself. */
    public static Template literal(String text) {
        return new Template(escaped(text), text.isEmpty() ? List.of() : List.of(new Literal(text)));
    }

    /** The text that every request makes of it; empty if requests differ or the environment's variables are in it. */
    public Optional<String> constant() {
        if (!isConstant()) {
            return Optional.empty();
        }
        return Optional.of(parts.stream().map(part -> ((Literal) part).text()).collect(Collectors.joining()));
    }

    /** The variables in it, in their order. */
    public List<Variable> variables() {
        return parts.stream()
                .filter(Variable.class::isInstance)
                .map(Variable.class::cast)
                .toList();
    }

    /** The same template with the environment's variables replaced by what {@code value} makes of their names. */
    public Template resolved(UnaryOperator<String> value) {
        if (variables().stream().noneMatch(variable -> variable.source() == Source.ENV)) {
            return this;
        }
        List<Part> resolved = new ArrayList<>();
        for (Part part : parts) {
            boolean environment = part instanceof Variable variable && variable.source() == Source.ENV;
            append(resolved, environment ? new Literal(value.apply(((Variable) part).name())) : part);
        }
        return new Template(written(resolved), resolved);
    }

    /**
     * The same template with each parameter replaced by the segment that it is.
     *
     * @throws IllegalArgumentException if {@code parameters} has none of that name
     */
    public Template placed(Map<String, Integer> parameters) {
        if (variables().stream().noneMatch(Variable::isParameter)) {
            return this;
        }
        List<Part> placed = new ArrayList<>();
        for (Part part : parts) {
            boolean parameter = part instanceof Variable variable && variable.isParameter();
            placed.add(parameter ? segment((Variable) part, parameters) : part);
        }
        return new Template(source, placed);
    }

    private static Variable segment(Variable parameter, Map<String, Integer> parameters) {
        Integer index = parameters.get(parameter.name());
        if (index == null) {
            throw new IllegalArgumentException("has " + parameter + ", which no parameter of the path stands for");
        }
        return new Variable(Source.SEGMENT, index.toString());
    }

    private static void append(List<Part> parts, Part part) {
        int last = parts.size() - 1;
        if (part instanceof Literal next && last >= 0 && parts.get(last) instanceof Literal before) {
            parts.set(last, new Literal(before.text() + next.text()));
        } else {
            parts.add(part);
        }
    }

    private static String written(List<Part> parts) {
        return parts.stream()
                .map(part -> part instanceof Literal literal ? escaped(literal.text()) : part.toString())
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace(OPEN, ESCAPED);
    }
}
