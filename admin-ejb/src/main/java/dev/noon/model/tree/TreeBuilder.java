package dev.noon.model.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.parser.ParserImpl;

/** Builds trees from a parser's events. What is refused becomes a fault, and the tree is built around it. */
final class TreeBuilder {
    private final ParserImpl parser;
    private final int lineOffset;
    private List<Fault> faults = new ArrayList<>();
    private int nodes;

    TreeBuilder(ParserImpl parser, int lineOffset) {
        this.parser = parser;
        this.lineOffset = lineOffset;
    }

    /** A document beyond the limits: reading on would only cost. */
    static final class Unbearable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;

        Unbearable(Fault fault) {
            super(fault.message(), null, false, false);
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /** Adds every document up to the end, or up to the exception that ends reading. */
    void readDocuments(List<Document> documents) {
        while (parser.hasNext()) {
            Event event = parser.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                nodes = 0;
                Node root = node(parser.next(), "", 1);
                if (!isEmpty(root) || !faults.isEmpty()) {
                    documents.add(new Document(root, faults));
                }
                faults = new ArrayList<>();
            }
        }
    }

    private Node node(Event event, String pointer, int depth) {
        Position at = at(event);
        if (depth > DocumentReader.MAX_DEPTH && event instanceof CollectionStartEvent) {
            throw new Unbearable(new Fault(at, "", "is nested deeper than " + DocumentReader.MAX_DEPTH + " levels"));
        }
        if (++nodes > DocumentReader.MAX_NODES) {
            throw new Unbearable(
                    new Fault(at, "", "has more than " + DocumentReader.MAX_NODES + " values in one document"));
        }
        refuseReferences(event, at, pointer);
        if (event instanceof MappingStartEvent map) {
            refuseTag(map.getTag().orElse(""), at, pointer);
            return map(at, pointer, depth);
        }
        if (event instanceof SequenceStartEvent list) {
            refuseTag(list.getTag().orElse(""), at, pointer);
            return list(at, pointer, depth);
        }
        return event instanceof ScalarEvent scalar
                ? scalar(scalar, at, pointer)
                : new ScalarNode(at, ScalarNode.Type.NULL, "null");
    }

    private MapNode map(Position at, String pointer, int depth) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        for (Event event = parser.next(); event.getEventId() != Event.ID.MappingEnd; event = parser.next()) {
            if (event instanceof ScalarEvent key) {
                entry(entries, key, pointer, depth);
            } else {
                refuseKey(event, pointer, depth);
            }
        }
        return new MapNode(at, entries);
    }

    private void entry(Map<String, MapNode.Entry> entries, ScalarEvent key, String pointer, int depth) {
        Position keyAt = at(key);
        String child = Pointer.child(pointer, key.getValue());
        refuseReferences(key, keyAt, child);
        refuseTag(key.getTag().orElse(""), keyAt, child);
        Node value = node(parser.next(), child, depth + 1);
        MapNode.Entry first = entries.putIfAbsent(key.getValue(), new MapNode.Entry(keyAt, value));
        if (first != null) {
            faults.add(new Fault(keyAt, child, "is written twice; the first one is at " + first.keyAt()));
        }
    }

    /** Reads over a key that is not text, and its value. */
    private void refuseKey(Event event, String pointer, int depth) {
        Node key = node(event, pointer, depth + 1);
        String found = key instanceof ScalarNode ? "an alias" : key instanceof ListNode ? "a list" : "a map";
        faults.add(new Fault(key.at(), pointer, "has a key that is " + found + "; expected text"));
        node(parser.next(), pointer, depth + 1);
    }

    private ListNode list(Position at, String pointer, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = parser.next(); event.getEventId() != Event.ID.SequenceEnd; event = parser.next()) {
            items.add(node(event, Pointer.child(pointer, items.size()), depth + 1));
        }
        return new ListNode(at, items);
    }

    private ScalarNode scalar(ScalarEvent event, Position at, String pointer) {
        refuseTag(event.getTag().orElse(""), at, pointer);
        String text = event.getValue();
        if (text.length() > DocumentReader.MAX_SCALAR
                && text.codePointCount(0, text.length()) > DocumentReader.MAX_SCALAR) {
            faults.add(new Fault(
                    at, pointer, "is longer than " + DocumentReader.MAX_SCALAR + " characters; expected shorter text"));
            return new ScalarNode(at, ScalarNode.Type.TEXT, "");
        }
        if (!event.isPlain()) {
            return new ScalarNode(at, ScalarNode.Type.TEXT, text);
        }
        CoreScalars.fault(text).ifPresent(message -> faults.add(new Fault(at, pointer, message)));
        return CoreScalars.resolve(at, text);
    }

    private void refuseReferences(Event event, Position at, String pointer) {
        if (event instanceof AliasEvent alias) {
            faults.add(new Fault(
                    at,
                    pointer,
                    "is the alias *" + alias.getAlias() + "; aliases are not supported, write the value out"));
        } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            faults.add(new Fault(
                    at, pointer, "has the anchor &" + node.getAnchor().get() + "; anchors are not supported"));
        }
    }

    private void refuseTag(String tag, Position at, String pointer) {
        if (!tag.isEmpty()) {
            faults.add(new Fault(at, pointer, "has the tag " + tag + "; tags are not supported"));
        }
    }

    private Position at(Event event) {
        return event.getStartMark()
                .map(mark -> DocumentReader.position(mark, lineOffset))
                .orElseGet(() -> new Position(lineOffset + 1, 1));
    }

    private static boolean isEmpty(Node root) {
        return root instanceof ScalarNode scalar && scalar.type() == ScalarNode.Type.NULL;
    }
}
