package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Text with variables such as <code>${header.X-Tenant}</code>; <code>$${</code> stands for a literal
 * <code>${</code>. Parsed and checked when a definition is read; never an expression language.
 *
 * @param source the text as written
 * @param parts what it consists of, in order; neighbouring literals are one
 */
public record Template(String source, List<Part> parts) {
    /** The variables, as messages name them. */
    public static final String VARIABLES = "header.NAME, query.NAME, cookie.NAME, path, method, host, client.ip";

    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";

    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {}

    /** Text that stands for itself. */
    public record Literal(String text) implements Part {}

    /** A value of the request: for example source HEADER and name {@code X-Tenant}. */
    public record Variable(Source source, String name) implements Part {}

    /** Where a variable's value comes from; those without a name have an empty one. */
    public enum Source {
        HEADER,
        QUERY,
        COOKIE,
        PATH,
        METHOD,
        HOST,
        CLIENT_IP
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    public static Template parse(String text) {
        Parser parser = new Parser(text);
        parser.read();
        Guard.check("template", Optional.ofNullable(parser.faults.isEmpty() ? null : parser.faults.get(0)));
        return new Template(text, parser.parts);
    }

    /** What is wrong with a template: an unknown variable, or one that does not end. */
    public static Optional<String> fault(String text) {
        Parser parser = new Parser(text);
        parser.read();
        return parser.faults.stream().findFirst();
    }

    /** Whether nothing in it depends on a request. */
    public boolean isConstant() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** Splits a text into parts. */
    private static final class Parser {
        private final String text;
        private final List<Part> parts = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        Parser(String text) {
            this.text = text;
        }

        void read() {
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
            Optional<Variable> variable = named(name);
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

        private static String unknown(String name) {
            return "has an unknown variable ${" + Shown.of(name) + "}; expected " + VARIABLES;
        }

        private static Optional<Variable> named(String name) {
            int dot = name.indexOf('.');
            String first = dot < 0 ? name : name.substring(0, dot);
            String rest = dot < 0 ? "" : name.substring(dot + 1);
            return switch (first) {
                case "header", "cookie" -> HeaderText.isToken(rest) ? of(first, rest) : Optional.empty();
                case "query" -> rest.isEmpty() ? Optional.empty() : of(first, rest);
                case "path", "method", "host" -> dot < 0 ? of(first, "") : Optional.empty();
                case "client" -> rest.equals("ip") ? of("client_ip", "") : Optional.empty();
                default -> Optional.empty();
            };
        }

        private static Optional<Variable> of(String source, String name) {
            return Optional.of(new Variable(Source.valueOf(source.toUpperCase(Locale.ROOT)), name));
        }
    }
}
