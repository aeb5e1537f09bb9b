package dev.noon.model;

import dev.noon.model.tree.Node;
import dev.noon.model.tree.ScalarNode;
import java.util.Locale;
import java.util.Optional;

/**
 * How grave a change of one field is, as its schema declares under {@code x-noon-verdict}: a word for any change, or
 * what exactly is grave, and why.
 *
 * @param pointer JSON pointer of the field in the definition
 * @param because why it is not hot; empty where everything is
 */
public record ChangeRule(String pointer, When when, Verdict verdict, String because) {
    private static final String KEYWORD = "x-noon-verdict";

    /** Which changes the verdict is about. */
    public enum When {
        /** Any difference in the field or in what it contains. */
        CHANGED,
        /** A number that becomes lower, or appears where there was none. */
        LOWERED,
        /** An item of a list that comes to stand elsewhere; adding and removing at the end is harmless. */
        REORDERED;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    /** What {@code part} itself declares. */
    static Optional<ChangeRule> of(SchemaPart part, String pointer) {
        return part.keyword(KEYWORD).map(declared -> read(declared, pointer));
    }

    private static ChangeRule read(Node declared, String pointer) {
        if (declared instanceof ScalarNode word) {
            return new ChangeRule(pointer, When.CHANGED, Verdict.of(word.text()), "");
        }
        for (When when : When.values()) {
            Optional<String> verdict = declared.child(when.text()).map(ChangeRule::text);
            if (verdict.isPresent()) {
                String because = declared.child("because").map(ChangeRule::text).orElse("");
                return new ChangeRule(pointer, when, Verdict.of(verdict.get()), because);
            }
        }
        throw new IllegalStateException(
                KEYWORD + " of " + pointer + " says nothing; expected changed, lowered or" + " reordered");
    }

    private static String text(Node node) {
        return ((ScalarNode) node).text();
    }
}
