package dev.noon.model.tree;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Writes trees as JSON. */
public final class JsonText {
    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;

    private JsonText(boolean pretty) {
        this.pretty = pretty;
    }

    /** Sorted keys, no white space: equal content has equal text. */
    public static String canonical(Node node) {
        JsonText json = new JsonText(false);
        json.write(node, 0);
        return json.out.toString();
    }

    /** Keys in the order written, two spaces of indentation. */
    public static String indented(Node node) {
        JsonText json = new JsonText(true);
        json.write(node, 0);
        return json.out.append('\n').toString();
    }

    /** A JSON string; what is not printable everywhere is escaped. */
    public static String quote(String text) {
        JsonText json = new JsonText(false);
        json.string(text);
        return json.out.toString();
    }

    private void write(Node node, int depth) {
        if (node instanceof MapNode map) {
            object(map, depth);
        } else if (node instanceof ListNode list) {
            array(list, depth);
        } else if (node instanceof ScalarNode scalar) {
            scalar(scalar);
        }
    }

    private void object(MapNode map, int depth) {
        Map<String, MapNode.Entry> entries = pretty ? map.entries() : new TreeMap<>(map.entries());
        out.append('{');
        Iterator<Map.Entry<String, MapNode.Entry>> each = entries.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, MapNode.Entry> entry = each.next();
            newLine(depth + 1);
            string(entry.getKey());
            out.append(pretty ? ": " : ":");
            write(entry.getValue().value(), depth + 1);
            out.append(each.hasNext() ? "," : "");
        }
        if (!entries.isEmpty()) {
            newLine(depth);
        }
        out.append('}');
    }

    private void array(ListNode list, int depth) {
        out.append('[');
        for (int i = 0; i < list.items().size(); i++) {
            out.append(i > 0 ? "," : "");
            newLine(depth + 1);
            write(list.items().get(i), depth + 1);
        }
        if (!list.items().isEmpty()) {
            newLine(depth);
        }
        out.append(']');
    }

    private void scalar(ScalarNode scalar) {
        if (scalar.type() == ScalarNode.Type.TEXT) {
            string(scalar.text());
        } else {
            out.append(scalar.text());
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                out.append(c);
            } else {
                i += special(text, i);
            }
        }
        out.append('"');
    }

    /** Writes one character that is not plain ASCII; answers how many chars beyond the first it took. */
    private int special(String text, int at) {
        int point = text.codePointAt(at);
        if (point == '\n') {
            out.append("\\n");
        } else if (point == '\t') {
            out.append("\\t");
        } else if (Character.isLetterOrDigit(point) && !Character.isSurrogate(text.charAt(at))) {
            out.append(text.charAt(at));
        } else {
            for (char c : Character.toChars(point)) {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return Character.charCount(point) - 1;
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }
}
