package dev.noon.model;

import java.util.List;

/**
 * Text with variables, {@code ${source.name}}; {@code $${} stands for a literal {@code ${}. Parsed
 * and checked when a definition is read; never an expression language.
 */
public record Template(String source, List<Part> parts) {
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
}
