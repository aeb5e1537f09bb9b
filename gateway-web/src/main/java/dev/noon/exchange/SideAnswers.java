package dev.noon.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What policies have asked others about a request, by the name of the question. Immutable. */
public final class SideAnswers {
    /** Nobody was asked. */
    public static final SideAnswers NONE = new SideAnswers(Map.of());

    /** What somebody answered. Used by one thread. */
    @FunctionalInterface
    public interface SideAnswer {
        /** A part of it, for example {@code status} or {@code body.$.price}; empty if it has no such part. */
        Optional<String> part(String which);
    }

    private final Map<String, SideAnswer> answers;

    private SideAnswers(Map<String, SideAnswer> answers) {
        this.answers = answers;
    }

    /** These, and one more. */
    public SideAnswers with(String question, SideAnswer answer) {
        Map<String, SideAnswer> more = new HashMap<>(answers);
        more.put(question, answer);
        return new SideAnswers(more);
    }

    /** That part of the answer to that question. */
    public Optional<String> part(String question, String which) {
        SideAnswer answer = answers.get(question);
        return answer == null ? Optional.empty() : answer.part(which);
    }
}
