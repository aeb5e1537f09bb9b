package dev.noon.policy.cache.rules;

import java.util.List;
import java.util.Optional;

/**
 * The part of a whole that {@code Range} asks for (RFC 9110 section 14). Ranges that together are one piece are answered as
 * that piece; several pieces are answered by the whole, as are other units, malformed ranges and more than {@value #MOST}
 * of them: all of that the standard leaves to the server, and no client can make it send more than the whole.
 */
final class Ranges {
    /** What to send. */
    sealed interface Outcome {
        /** The whole, as if no range had been asked for. */
        record Whole() implements Outcome {}

        /** The bytes from {@code first} to {@code last}, both included, from 0. */
        record Part(int first, int last) implements Outcome {}

        /** There is nothing there: 416. */
        record Unsatisfiable() implements Outcome {}
    }

    private static final int MOST = 16;
    private static final String UNIT = "bytes=";
    private static final Outcome WHOLE = new Outcome.Whole();
    private static final Outcome UNSATISFIABLE = new Outcome.Unsatisfiable();

    /** From {@code first} to {@code last}; {@code first} beyond {@code last} if nothing of it exists. */
    private record Piece(long first, long last) {
        boolean exists() {
            return first <= last;
        }

        boolean touches(Piece other) {
            return first <= other.last + 1 && other.first <= last + 1;
        }

        Piece with(Piece other) {
            return new Piece(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private Ranges() {}

    /**
     * What {@code lines} of {@code Range} ask for.
     *
     * @param length of the whole in bytes, 0 or more
     */
    static Outcome of(List<String> lines, int length) {
        String text = lines.size() == 1 ? lines.get(0).strip() : "";
        if (!text.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return WHOLE;
        }
        String[] specs = text.substring(UNIT.length()).split(",", MOST + 1);
        if (specs.length > MOST) {
            return WHOLE;
        }
        Optional<Piece> all = Optional.empty();
        for (String spec : specs) {
            Optional<Piece> piece = piece(spec.strip(), length);
            if (piece.isEmpty()) {
                return WHOLE;
            }
            if (piece.get().exists()) {
                if (all.isPresent() && !all.get().touches(piece.get())) {
                    return WHOLE;
                }
                all = Optional.of(all.map(piece.get()::with).orElse(piece.get()));
            }
        }
        return all.<Outcome>map(piece -> new Outcome.Part((int) piece.first(), (int) piece.last()))
                .orElse(UNSATISFIABLE);
    }

    /** Empty if {@code spec} is malformed. */
    private static Optional<Piece> piece(String spec, int length) {
        int dash = spec.indexOf('-');
        if (dash < 0) {
            return Optional.empty();
        }
        String first = spec.substring(0, dash);
        String last = spec.substring(dash + 1);
        if (first.isEmpty()) {
            return number(last).map(suffix -> new Piece(Math.max(0, length - suffix), suffix == 0 ? -1 : length - 1L));
        }
        Optional<Long> from = number(first);
        Optional<Long> to = last.isEmpty() ? Optional.of(Long.MAX_VALUE) : number(last);
        if (from.isEmpty() || to.isEmpty() || from.get() > to.get()) {
            return Optional.empty();
        }
        return Optional.of(new Piece(from.get(), Math.min(to.get(), length - 1L)));
    }

    /** Numbers beyond what a body can have are all the same. */
    private static Optional<Long> number(String text) {
        return Seconds.read(text).stream().boxed().findFirst();
    }
}
