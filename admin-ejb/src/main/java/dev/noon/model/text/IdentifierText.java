package dev.noon.model.text;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What tokens and clients are known by elsewhere: subjects, client ids, audiences, key ids, scopes. */
public final class IdentifierText {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,256}");
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,128}");

    private IdentifierText() {}

    /** What is wrong with an identifier: it is printable ASCII without spaces. */
    public static Optional<String> fault(String text) {
        return FORM.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected 1 to 256 printable ASCII characters without spaces");
    }

    /** What is wrong with a scope (RFC 6749 section 3.3). */
    public static Optional<String> scopeFault(String text) {
        return SCOPE.matcher(text).matches()
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a scope such as loans:read");
    }

    /** What is wrong with a list of scopes in one text. */
    public static Optional<String> scopesFault(String text) {
        return Stream.of(text.split(" ", -1)).map(IdentifierText::scopeFault).allMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(
                        "is " + Shown.of(text) + "; expected scopes such as loans:read, separated by single spaces");
    }
}
