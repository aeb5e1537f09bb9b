package dev.noon.admin;

import dev.noon.model.tree.Pointer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns {@code spec.policies[3].set["X.Y"]} into a JSON pointer (RFC 6901). */
final class FieldPointer {
    private static final Pattern STEP =
            Pattern.compile("\\.?([A-Za-z_][-A-Za-z0-9_]*)|\\[([0-9]+)]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private FieldPointer() {}

    static String of(String field) {
        String pointer = "";
        Matcher step = STEP.matcher(field);
        while (step.find()) {
            pointer = Pointer.child(pointer, token(step));
        }
        return pointer;
    }

    private static String token(Matcher step) {
        if (step.group(1) != null) {
            return step.group(1);
        }
        return step.group(2) != null ? step.group(2) : unescape(step.group(3));
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? Character.toString((char) Integer.parseInt(found.group(1), 16))
                                : escaped(found.group(2))));
    }

    private static String escaped(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "t" -> "\t";
            default -> letter;
        };
    }
}
