package dev.noon.control;

import dev.noon.model.DefinitionReader;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Reading;
import dev.noon.model.SourceFile;
import java.util.List;

/** Reads what callers send, within bounds. Immutable. */
record Intake(DefinitionReader reader) {
    static final int MAX_CHARS = 8 * 1024 * 1024;
    static final int MAX_DEFINITIONS = 20_000;

    /**
     * The definitions in {@code files}.
     *
     * @throws InvalidDefinitions if anything is wrong with one of them by itself
     * @throws TooLarge if they are too many or too long
     */
    List<ReadDefinition> read(List<SourceFile> files) {
        checkSize(files);
        Reading reading = reader.read(files);
        if (!reading.ok()) {
            throw new InvalidDefinitions(reading.problems());
        }
        if (reading.definitions().size() > MAX_DEFINITIONS) {
            throw new TooLarge(
                    reading.definitions().size() + " definitions; must be at most " + MAX_DEFINITIONS + " at once");
        }
        return reading.definitions();
    }

    private static void checkSize(List<SourceFile> files) {
        long chars = 0;
        for (SourceFile file : files) {
            chars += file.text().length();
        }
        if (chars > MAX_CHARS) {
            throw new TooLarge(chars + " characters of definitions; must be at most " + MAX_CHARS + " at once");
        }
    }
}
