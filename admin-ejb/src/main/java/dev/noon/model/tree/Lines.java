package dev.noon.model.tree;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A text by its lines, counted from 0. */
final class Lines {
    private final String text;
    private final int[] starts;

    Lines(String text) {
        this.text = text;
        this.starts = starts(text);
    }

    int count() {
        return starts.length;
    }

    /** The text from the beginning of a line on; costs nothing, however long the text. */
    Reader from(int line) {
        Reader reader = new StringReader(text);
        try {
            reader.skip(starts[line]);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
        return reader;
    }

    /**
     * The first line at or after {@code from} and after {@code reading} that begins a document; {@link
     * #count} if there is none. A line that starts with {@code ---} does so in whatever it stands.
     */
    int nextDocument(int from, int reading) {
        for (int line = Math.max(from, reading + 1); line < count(); line++) {
            if (text.startsWith("---", starts[line]) && endsWord(starts[line] + 3)) {
                return line;
            }
        }
        return count();
    }

    /** The place itself, or the last line's beginning for a place after the end. */
    Position clamp(Position at) {
        return at.line() <= count() ? at : new Position(count(), 1);
    }

    /** The first character that YAML does not allow. */
    static Optional<Fault> unprintable(String text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (!StreamReader.isPrintable(point)) {
                String message = String.format("contains the character U+%04X, which YAML does not allow", point);
                return Optional.of(new Fault(new Position(line, column), "", message));
            }
            column = point == '\n' ? 1 : column + 1;
            line += point == '\n' ? 1 : 0;
        }
        return Optional.empty();
    }

    private boolean endsWord(int at) {
        return at >= text.length() || Character.isWhitespace(text.charAt(at));
    }

    private static int[] starts(String text) {
        int[] starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
        int line = 1;
        for (int i = 0; i < text.length() && line < starts.length; i++) {
            if (text.charAt(i) == '\n') {
                starts[line++] = i + 1;
            }
        }
        return starts;
    }
}
