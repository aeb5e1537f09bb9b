package dev.noon.policy.cache.rules;

import dev.noon.exchange.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which request fields an answer varies by, and when two requests agree in them (RFC 9111 section 4.1). */
public final class VaryFields {
    /** Fields in whose lists neither case nor white space around a semicolon or an equals sign means anything. */
    private static final Set<String> NEGOTIATED = Set.of("accept-encoding", "accept-language", "accept-charset");

    private VaryFields() {}

    /** The fields that {@code reply} varies by: lower case, sorted, each once. Empty if it fits no other request. */
    public static Optional<List<String>> of(Headers reply) {
        if (!reply.has("Vary")) {
            return Optional.of(List.of());
        }
        List<String> fields = Lists.members(reply.all("Vary")).stream()
                .map(field -> field.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        return fields.contains("*") ? Optional.empty() : Optional.of(fields);
    }

    /**
     * What a request says in {@code field}, so written that requests which mean the same have the same text: lines are
     * joined, and white space around commas does not count; nor do case and white space in the fields that negotiate codings,
     * languages and character sets. The order counts, as servers do go by it. Empty if the request has no such line.
     *
     * @param field lower case
     */
    public static Optional<String> normal(Headers request, String field) {
        if (!request.has(field)) {
            return Optional.empty();
        }
        String text = String.join(",", Lists.members(request.all(field)));
        return Optional.of(NEGOTIATED.contains(field) ? withoutSpace(text.toLowerCase(Locale.ROOT)) : text);
    }

    private static String withoutSpace(String text) {
        StringBuilder close = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t') {
                close.append(c);
            }
        }
        return close.toString();
    }
}
