package dev.noon.model;

import dev.noon.model.Template.Literal;
import dev.noon.model.Template.Variable;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.Shown;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where redirects lead. The host must stand in the text itself (or be the request's own): one that clients choose would
 * send them wherever somebody else likes.
 */
public final class LocationTemplate {
    private static final String CHOSEN = "\u0001";
    private static final Pattern FORM =
            Pattern.compile("(?:https?://[-a-zA-Z0-9.:\\[\\]_]+(?:/.*)?|/(?:[^/\\\\].*)?)", Pattern.DOTALL);

    private LocationTemplate() {}

    /** What is wrong with the template of a location. */
    public static Optional<String> fault(String text) {
        Optional<String> fault = HeaderText.valueFault(text).or(() -> Template.fault(text));
        return fault.isPresent() || FORM.matcher(shape(Template.parse(text))).matches()
                ? fault
                : Optional.of("is " + Shown.of(text) + "; expected a path such as /new${path}, or scheme, host and path"
                        + " such as https://www.example.com${path}, in which clients do not choose the host");
    }

    /** The text with stand-ins for its variables. */
    private static String shape(Template template) {
        StringBuilder shape = new StringBuilder();
        for (Template.Part part : template.parts()) {
            shape.append(part instanceof Literal literal ? literal.text() : standIn((Variable) part, shape.isEmpty()));
        }
        return shape.toString();
    }

    private static String standIn(Variable variable, boolean first) {
        return switch (variable.source()) {
            case ENV -> first ? "https://host" : "x";
            case PATH -> variable.isParameter() ? CHOSEN : "/p";
            case HOST -> "host";
            default -> CHOSEN;
        };
    }
}
