package dev.noon.model;

import dev.noon.model.tree.Document;
import dev.noon.model.tree.DocumentReader;
import dev.noon.model.tree.Documents;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Position;
import dev.noon.model.tree.ScalarNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes one self-contained schema out of a kind's resource and what it refers to: definitions of
 * other resources move into {@code $defs}, where their names are unique.
 */
final class SchemaBundle {
    private static final String DEFS = "$defs";
    private static final String HERE = "#/" + DEFS + "/";

    private final Map<String, MapNode> resources = new LinkedHashMap<>();
    private final Map<String, MapNode.Entry> defs = new TreeMap<>();
    private final Deque<String> open = new ArrayDeque<>();

    private SchemaBundle() {}

    /** The schema of a kind. */
    static MapNode of(Kind kind) {
        return new SchemaBundle().bundle(kind.text() + ".json");
    }

    private MapNode bundle(String resource) {
        MapNode root = (MapNode) rewritten(load(resource));
        while (!open.isEmpty()) {
            add(open.pop());
        }
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>(root.entries());
        entries.put(DEFS, new MapNode.Entry(Position.START, new MapNode(Position.START, defs)));
        return new MapNode(Position.START, entries);
    }

    /** Adds what {@code policies.json#/$defs/cache} refers to. */
    private void add(String reference) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        if (defs.containsKey(name)) {
            return;
        }
        String resource = reference.substring(0, reference.indexOf('#'));
        Node target = resources
                .computeIfAbsent(resource, SchemaBundle::load)
                .find("/" + DEFS + "/" + name)
                .orElseThrow(
                        () -> new IllegalStateException("schema refers to " + reference + ", which does not exist"));
        defs.put(name, new MapNode.Entry(Position.START, rewritten(target)));
    }

    private Node rewritten(Node node) {
        if (node instanceof MapNode map) {
            Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> entries.put(key, rewritten(key, entry)));
            return new MapNode(map.at(), entries);
        }
        return node instanceof ListNode list
                ? new ListNode(
                        list.at(), list.items().stream().map(this::rewritten).toList())
                : node;
    }

    private MapNode.Entry rewritten(String key, MapNode.Entry entry) {
        if (!key.equals("$ref") || !(entry.value() instanceof ScalarNode reference)) {
            return new MapNode.Entry(entry.keyAt(), rewritten(entry.value()));
        }
        String text = reference.text();
        open.push(text);
        String here = HERE + text.substring(text.lastIndexOf('/') + 1);
        return new MapNode.Entry(entry.keyAt(), new ScalarNode(reference.at(), ScalarNode.Type.TEXT, here));
    }

    private static MapNode load(String resource) {
        Documents read = DocumentReader.read(text(resource));
        Document only = read.documents().get(0);
        if (!read.faults().isEmpty() || !only.faults().isEmpty()) {
            throw new IllegalStateException(resource + " is not valid: " + read.faults() + only.faults());
        }
        return (MapNode) only.root();
    }

    private static String text(String resource) {
        try (InputStream in = SchemaBundle.class.getResourceAsStream("schema/" + resource)) {
            if (in == null) {
                throw new IllegalStateException("schema/" + resource + " is missing from the archive");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("schema/" + resource + " cannot be read", e);
        }
    }
}
