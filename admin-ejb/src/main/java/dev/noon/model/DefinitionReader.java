package dev.noon.model;

import dev.noon.model.text.Nearest;
import dev.noon.model.tree.Document;
import dev.noon.model.tree.DocumentReader;
import dev.noon.model.tree.Documents;
import dev.noon.model.tree.Fault;
import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns YAML and JSON into definitions, or says all that is wrong. Immutable, safe to share between
 * threads. Bounds are those of {@link DocumentReader}; of more than 100 problems the first 100 are
 * listed.
 */
public final class DefinitionReader {
    private static final String KIND = "/kind";
    private static final List<String> KINDS =
            Stream.of(Kind.values()).map(Kind::text).toList();

    private final Schemas schemas = new Schemas();
    private final SchemaCheck check = new SchemaCheck(schemas);

    /** Reads every document of every file. Never throws for what a user wrote: the answer lists the problems. */
    public Reading read(List<SourceFile> files) {
        List<ReadDefinition> definitions = new ArrayList<>();
        ProblemList problems = new ProblemList();
        for (SourceFile file : files) {
            Documents read = DocumentReader.read(file.text());
            read.faults().forEach(fault -> problems.add(problem(file.name(), fault)));
            for (Document document : read.documents()) {
                Findings findings = findings(document);
                definition(document.root(), findings)
                        .ifPresent(definition ->
                                definitions.add(readDefinition(definition, (MapNode) document.root(), file.name())));
                findings.faults().forEach(fault -> problems.add(problem(file.name(), fault)));
            }
        }
        return new Reading(definitions, problems.sorted());
    }

    /**
     * Reads one definition that this class wrote as {@link ReadDefinition#canonical}.
     *
     * @throws UnreadableDefinition if it is not one definition that this version understands
     */
    public ReadDefinition readCanonical(String canonicalJson) {
        Reading reading = read(List.of(new SourceFile("stored definition", canonicalJson)));
        if (!reading.ok() || reading.definitions().size() != 1) {
            throw new UnreadableDefinition(reading.problems());
        }
        return reading.definitions().get(0);
    }

    /**
     * The definition with other texts in its secret fields.
     *
     * @param texts by JSON pointer
     * @throws UnreadableDefinition if one of them is no secret
     */
    public ReadDefinition withSecrets(ReadDefinition read, Map<String, String> texts) {
        MapNode root = (MapNode) SecretFields.replaced(read.root(), "", texts);
        Findings findings = new Findings(root);
        return definition(root, findings)
                .map(definition -> readDefinition(definition, root, read.file()))
                .orElseThrow(() -> new UnreadableDefinition(findings.faults().stream()
                        .map(fault -> problem(read.file(), fault))
                        .toList()));
    }

    /** The schemas that are read by. */
    public Schemas schemas() {
        return schemas;
    }

    private static Findings findings(Document document) {
        Findings findings = new Findings(document.root());
        document.faults().forEach(findings::add);
        return findings;
    }

    private Optional<Definition> definition(Node node, Findings findings) {
        if (!(node instanceof MapNode root)) {
            findings.add("", SchemaWords.found(node) + "; expected a definition: apiVersion, kind, metadata, spec");
            return Optional.empty();
        }
        return kind(root, findings).flatMap(kind -> {
            if (schemas.haveSecrets(kind)) {
                findings.keepSecrets(new Discretion(schemas.part(kind), root));
            }
            check.faults(kind, root).forEach(findings::add);
            return new DefinitionBinder(root, findings).bind(kind);
        });
    }

    private static Optional<Kind> kind(MapNode root, Findings findings) {
        Optional<Node> written = root.find(KIND);
        if (written.isEmpty()) {
            findings.add(KIND, "is missing; expected one of: " + String.join(", ", KINDS));
            return Optional.empty();
        }
        Optional<Kind> kind = written.get() instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.TEXT
                ? Kind.of(scalar.text())
                : Optional.empty();
        if (kind.isEmpty()) {
            findings.add(KIND, unknownKind(written.get()));
        }
        return kind;
    }

    private static String unknownKind(Node written) {
        String text = written instanceof ScalarNode scalar ? scalar.text() : "";
        String hint = Nearest.hint(text, KINDS);
        return SchemaWords.found(written) + (hint.isEmpty() ? ";" : hint) + " expected one of: "
                + String.join(", ", KINDS);
    }

    private static ReadDefinition readDefinition(Definition definition, MapNode root, String file) {
        String canonical = JsonText.canonical(root);
        return new ReadDefinition(definition, canonical, ContentHash.of(canonical), file, root);
    }

    private static Problem problem(String file, Fault fault) {
        return new Problem(
                file, fault.at().line(), fault.at().column(), Pointer.field(fault.pointer()), fault.message());
    }
}
