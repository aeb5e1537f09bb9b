package dev.noon.it.behaviour;

import java.util.Optional;

/** What comes of a request. */
enum Outcome {
    /** The upstream was asked once, and its answer came. */
    FETCHED("the upstream's answer, after one question"),
    /** What was stored came, and the upstream was not asked. */
    HIT("what is stored, without a question"),
    /** What was stored came before the upstream, which was asked, had answered. */
    BEHIND("what is stored at once, and a question behind it"),
    /** The upstream was asked whether what is stored holds, and that came. */
    VALIDATED("what is stored, after a question with a condition"),
    /** The upstream was asked, and what is stored came in place of its answer. */
    STOOD_IN("what is stored, after a question");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** What was expected, if {@code seen} is something else. */
    Optional<String> wrong(Seen seen) {
        boolean stored = seen.reply().text().equals(seen.before());
        boolean held =
                switch (this) {
                    case FETCHED -> seen.asked().size() == 1 && seen.isFresh();
                    case HIT -> stored && seen.asked().isEmpty();
                    case BEHIND -> stored && !seen.asked().isEmpty() && !seen.waited();
                    case VALIDATED -> stored && seen.asked().stream().anyMatch(Seen::isConditional);
                    case STOOD_IN -> stored && !seen.asked().isEmpty();
                };
        return held ? Optional.empty() : Optional.of(words);
    }
}
