package dev.noon.model.text;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Constants of enums as definitions spell them: in lower case. */
public final class Words {
    private Words() {}

    /** The word for a constant. */
    public static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant for a word.
     *
     * @throws IllegalArgumentException naming the words there are
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String word) {
        E[] constants = type.getEnumConstants();
        return Stream.of(constants)
                .filter(constant -> text(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is " + Shown.of(word) + "; expected one of: "
                        + Stream.of(constants).map(Words::text).collect(Collectors.joining(", "))));
    }
}
