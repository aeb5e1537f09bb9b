package dev.noon.model;

import dev.noon.model.json.BoundedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A template whose text is JSON, whatever its variables stand for: within a JSON string they are characters of it,
 * elsewhere whole values.
 */
public final class JsonTemplate {
    private static final int DEEPEST = 64;

    private JsonTemplate() {}

    /** A part of the template, and whether it stands within a JSON string. */
    public record Piece(Template.Part part, boolean isWithinString) {}

    /** The parts in their order. */
    public static List<Piece> pieces(Template template) {
        List<Piece> pieces = new ArrayList<>();
        boolean within = false;
        for (Template.Part part : template.parts()) {
            pieces.add(new Piece(part, within));
            if (part instanceof Template.Literal literal) {
                within = endsWithin(literal.text(), within);
            }
        }
        return pieces;
    }

    /** What is wrong with the text of such a template. */
    public static Optional<String> fault(String text) {
        return Template.bodyFault(text).or(() -> fault(Template.ofBody(text)));
    }

    /** The same for a template whose variables are known to be sound. */
    public static Optional<String> fault(Template template) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces(template)) {
            if (piece.part() instanceof Template.Literal literal) {
                filled.append(literal.text());
            } else {
                filled.append(piece.isWithinString() ? "x" : "null");
            }
        }
        try {
            BoundedJson.read(filled.toString().getBytes(StandardCharsets.UTF_8), DEEPEST);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            String what = String.valueOf(e.getMessage()).replace("the body", "the text");
            return Optional.of("is no JSON when its variables are filled in: " + what);
        }
    }

    private static boolean endsWithin(String literal, boolean before) {
        boolean within = before;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c == '\\' && within) {
                i++;
            } else if (c == '"') {
                within = !within;
            }
        }
        return within;
    }
}
