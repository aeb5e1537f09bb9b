package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.Shown;
import dev.noon.model.text.VariableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            "header.NAME, query.NAME, cookie.NAME, path, method, host, client.ip," + " env.NAME";

    /** Those that may stand where whoever calls is told apart. */
    public static final String CALLER_VARIABLES = VARIABLES + ", consumer, claim.NAME";

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
        PATH,
        METHOD,
        HOST,
        CLIENT_IP,
        /** Of the environment that the definition is in force in; the same for every request. */
        ENV,
        /** Who calls, by the name of its definition; only where {@link #ofCaller} reads. */
        CONSUMER,
        /** Of the token that the request carries; only where {@link #ofCaller} reads. */
        CLAIM;

        private boolean isOfCaller() {
            return this == CONSUMER || this == CLAIM;
        }
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    public static Template parse(String text) {
        return new Parser(text, VARIABLES).template();
    }

    /**
     * Reads a template in which {@link #CALLER_VARIABLES} may stand.
     *
     * @throws IllegalArgumentException if {@link #callerFault} finds one
     */
    public static Template ofCaller(String text) {
        return new Parser(text, CALLER_VARIABLES).template();
    }

    /** What is wrong with a template: an unknown variable, or one that does not end. */
    public static Optional<String> fault(String text) {
        return new Parser(text, VARIABLES).fault();
    }

    /** The same for a template in which {@link #CALLER_VARIABLES} may stand. */
    public static Optional<String> callerFault(String text) {
        return new Parser(text, CALLER_VARIABLES).fault();
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

    /** Splits a text into parts. */
    private static final class Parser {
        private final String text;
        private final String known;
        private final List<Part> parts = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        Parser(String text, String known) {
            this.text = text;
            this.known = known;
            read();
        }

        Template template() {
            Guard.check("template", fault());
            return new Template(text, parts);
        }

        Optional<String> fault() {
            return faults.stream().findFirst();
        }

        private void read() {
            int at = 0;
            while (at < text.length()) {
                at = text.charAt(at) == '$' ? dollar(at) : plain(at);
            }
            endLiteral();
        }

        private int plain(int at) {
            int next = text.indexOf('$', at);
            int end = next < 0 ? text.length() : next;
            literal.append(text, at, end);
            return end;
        }

        private int dollar(int at) {
            if (text.startsWith(ESCAPED, at)) {
                literal.append(OPEN);
                return at + ESCAPED.length();
            }
            if (!text.startsWith(OPEN, at)) {
                literal.append('$');
                return at + 1;
            }
            return variable(at);
        }

        private int variable(int at) {
            int end = text.indexOf('}', at);
            if (end < 0) {
                faults.add("has a variable that does not end: " + Shown.of(text.substring(at))
                        + "; expected } after its name, or $${ for a literal ${");
                return text.length();
            }
            String name = text.substring(at + OPEN.length(), end);
            Optional<Variable> variable = named(name).filter(this::isKnown);
            endLiteral();
            variable.ifPresentOrElse(parts::add, () -> faults.add(unknown(name)));
            return end + 1;
        }

        private void endLiteral() {
            if (!literal.isEmpty()) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }

        private boolean isKnown(Variable variable) {
            return known.equals(CALLER_VARIABLES) || !variable.source().isOfCaller();
        }

        private String unknown(String name) {
            return "has an unknown variable ${" + Shown.of(name) + "}; expected " + known;
        }

        private static Optional<Variable> named(String name) {
            int dot = name.indexOf('.');
            String first = dot < 0 ? name : name.substring(0, dot);
            String rest = dot < 0 ? "" : name.substring(dot + 1);
            return switch (first) {
                case "header", "cookie" -> HeaderText.isToken(rest) ? of(first, rest) : Optional.empty();
                case "query" -> rest.isEmpty() ? Optional.empty() : of(first, rest);
                case "path", "method", "host", "consumer" -> dot < 0 ? of(first, "") : Optional.empty();
                case "claim" -> IdentifierText.fault(rest).isEmpty() ? of(first, rest) : Optional.empty();
                case "env" -> VariableText.isName(rest) ? of(first, rest) : Optional.empty();
                case "client" -> rest.equals("ip") ? of("client_ip", "") : Optional.empty();
                default -> Optional.empty();
            };
        }

        private static Optional<Variable> of(String source, String name) {
            return Optional.of(new Variable(Source.valueOf(source.toUpperCase(Locale.ROOT)), name));
        }
    }
}
