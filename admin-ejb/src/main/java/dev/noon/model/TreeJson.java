package dev.noon.model;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tree as the schema validator sees it. A number with a fraction is never an integer, not even {@code 1.0}. */
record TreeJson(Node node, String pointer) implements JsonNode {
    /** Wraps trees; texts are never parsed here. */
    static final JsonNodeFactory FACTORY = new JsonNodeFactory() {
        @Override
        public JsonNode wrap(Object node) {
            return node instanceof JsonNode json ? json : new TreeJson((Node) node, "");
        }

        @Override
        public JsonNode create(String json) {
            throw new UnsupportedOperationException("only trees are validated");
        }
    };

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        if (node instanceof MapNode) {
            return SimpleType.OBJECT;
        }
        return node instanceof ScalarNode scalar ? type(scalar.type()) : SimpleType.ARRAY;
    }

    private static SimpleType type(ScalarNode.Type type) {
        return switch (type) {
            case TEXT -> SimpleType.STRING;
            case INTEGER -> SimpleType.INTEGER;
            case DECIMAL -> SimpleType.NUMBER;
            case BOOLEAN -> SimpleType.BOOLEAN;
            case NULL -> SimpleType.NULL;
        };
    }

    @Override
    public boolean asBoolean() {
        return Boolean.parseBoolean(asString());
    }

    @Override
    public String asString() {
        return ((ScalarNode) node).text();
    }

    @Override
    public BigInteger asInteger() {
        return new BigInteger(asString());
    }

    @Override
    public BigDecimal asNumber() {
        return new BigDecimal(asString());
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> items = new ArrayList<>();
        for (Node item : ((ListNode) node).items()) {
            items.add(new TreeJson(item, Pointer.child(pointer, items.size())));
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        ((MapNode) node)
                .entries()
                .forEach((key, entry) -> fields.put(key, new TreeJson(entry.value(), Pointer.child(pointer, key))));
        return fields;
    }
}
