package dev.noon.model.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 and JSON, several documents per file, within bounds: a file of {@link #MAX_BYTES},
 * {@link #MAX_DEPTH} levels, {@link #MAX_NODES} values per document, scalars of {@link #MAX_SCALAR}
 * code points. No tags, anchors or aliases. After text that is not YAML it goes on with the next
 * document, a thousand times per file.
 */
public final class DocumentReader {
    /** Longest file, bytes of UTF-8. */
    public static final int MAX_BYTES = 8 << 20;

    /** Deepest nesting of maps and lists. */
    public static final int MAX_DEPTH = 50;

    /** Longest scalar, code points. */
    public static final int MAX_SCALAR = 64 << 10;

    /** Most values (maps, lists and scalars) of one document. */
    public static final int MAX_NODES = 100_000;

    private static final int MAX_FAULTS = 1_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(MAX_BYTES + 1)
            .setLabel("file")
            .build();

    private final List<Document> documents = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Lines lines;

    private DocumentReader(String text) {
        this.lines = new Lines(text);
    }

    /** All documents of a file, and all that is wrong with them as YAML. */
    public static Documents read(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Optional<Fault> unreadable = tooLong(plain).or(() -> Lines.unprintable(plain));
        if (unreadable.isPresent()) {
            return new Documents(List.of(), List.of(unreadable.get()));
        }
        DocumentReader reader = new DocumentReader(JsonTabs.replaced(plain));
        reader.readAll();
        return new Documents(reader.documents, reader.faults);
    }

    private static Optional<Fault> tooLong(String text) {
        boolean surelyShort = text.length() <= MAX_BYTES / 3;
        boolean tooLong = !surelyShort && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
        return tooLong
                ? Optional.of(new Fault(Position.START, "", "is longer than 8 MiB; expected smaller files"))
                : Optional.empty();
    }

    private void readAll() {
        int line = 0;
        while (line < lines.count() && faults.size() < MAX_FAULTS) {
            line = readUntilFault(line);
        }
        if (line < lines.count()) {
            faults.add(
                    new Fault(new Position(line + 1, 1), "", "is not read from here on: too much before is not YAML"));
        }
    }

    /** Reads documents from a line on; answers the line to go on from, or the number of lines at the end. */
    private int readUntilFault(int line) {
        ParserImpl parser = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, lines.from(line)));
        TreeBuilder builder = new TreeBuilder(parser, line);
        try {
            builder.readDocuments(documents);
            return lines.count();
        } catch (TreeBuilder.Unbearable e) {
            faults.add(e.fault());
            return lines.nextDocument(e.fault().at().line() - 1, line);
        } catch (MarkedYamlEngineException e) {
            Fault fault = malformed(e, line);
            faults.add(fault);
            return lines.nextDocument(fault.at().line() - 1, line);
        } catch (YamlEngineException e) {
            faults.add(new Fault(new Position(line + 1, 1), "", "is not valid YAML: " + e.getMessage()));
            return lines.count();
        }
    }

    private Fault malformed(MarkedYamlEngineException e, int line) {
        Position at = e.getProblemMark().map(mark -> position(mark, line)).orElse(new Position(line + 1, 1));
        StringBuilder message = new StringBuilder("is not valid YAML: ").append(words(e.getProblem()));
        if (e.getContext() != null && !e.getContext().isBlank()) {
            message.append(", ").append(words(e.getContext()));
            e.getContextMark()
                    .map(mark -> position(mark, line))
                    .filter(began -> !began.equals(at))
                    .ifPresent(began -> message.append(" that began at ").append(began));
        }
        return new Fault(lines.clamp(at), "", message.toString());
    }

    /** The parser's words on one line. */
    private static String words(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceFirst("(undefined tag handle) .*", "$1")
                .replace("'<document start>'", "--- and the next document")
                .replace(" (Do not use \\t(TAB) for indentation)", " (indent with spaces)")
                .strip();
    }

    static Position position(Mark mark, int lineOffset) {
        return new Position(mark.getLine() + lineOffset + 1, mark.getColumn() + 1);
    }
}
