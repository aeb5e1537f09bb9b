package dev.noon.policy.rewrite;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.noon.model.policy.Replacement;

/** Replaces every fit of a pattern, in time linear in the text. Immutable. */
final class Substitution {
    private final Pattern match;
    private final String with;

    Substitution(Replacement replacement) {
        this.match = Pattern.compile(replacement.match());
        this.with = replacement.with();
    }

    String apply(String text) {
        Matcher matcher = match.matcher(text);
        StringBuilder changed = new StringBuilder(text.length() + with.length());
        int kept = 0;
        while (matcher.find()) {
            changed.append(text, kept, matcher.start());
            append(changed, matcher);
            kept = matcher.end();
        }
        return changed.append(text, kept, text.length()).toString();
    }

    private void append(StringBuilder changed, Matcher matcher) {
        for (int i = 0; i < with.length(); i++) {
            char c = with.charAt(i);
            if (c == '$') {
                String group = matcher.group(with.charAt(++i) - '0');
                changed.append(group == null ? "" : group);
            } else {
                changed.append(c);
            }
        }
    }
}
