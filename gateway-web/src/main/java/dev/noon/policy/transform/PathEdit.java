package dev.noon.policy.transform;

import dev.noon.model.json.JsonPath;
import dev.noon.model.json.JsonPath.Step;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * Makes a value that differs from another one at the places that a path leads to; what does not differ is shared. Takes
 * time linear in the value. Immutable.
 */
final class PathEdit {
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    /** What becomes of what a path leads to. */
    sealed interface Fate {
        /** It goes. */
        record Gone() implements Fate {}

        /** It stays, under another name. */
        record Renamed(String name) implements Fate {}

        /** Something else takes its place; a member that is missing is made. */
        record Given(JsonValue value) implements Fate {}
    }

    private final List<Step> steps;

    PathEdit(String path) {
        this.steps = JsonPath.parse(path).steps();
    }

    JsonValue apply(JsonValue value, Fate fate) {
        return changed(value, 0, fate);
    }

    private JsonValue changed(JsonValue value, int at, Fate fate) {
        if (value instanceof JsonObject object) {
            return object(object, at, fate);
        }
        return value instanceof JsonArray array ? array(array, at, fate) : value;
    }

    private JsonValue object(JsonObject object, int at, Fate fate) {
        Step step = steps.get(at);
        boolean isDeep = step instanceof Step.Name name && name.deep();
        JsonObjectBuilder out = BUILDERS.createObjectBuilder();
        boolean found = false;
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            String name = member.getKey();
            JsonValue below = isDeep ? changed(member.getValue(), at, fate) : member.getValue();
            if (isMeant(step, name)) {
                found = true;
                put(out, name, below, new Place(at, fate));
            } else if (!isReplaced(object, step, name, new Place(at, fate))) {
                out.add(name, below);
            }
        }
        if (!found && !isDeep && step instanceof Step.Name missing && fate instanceof Fate.Given given) {
            out.add(missing.name(), isLast(at) ? given.value() : changed(JsonValue.EMPTY_JSON_OBJECT, at + 1, fate));
        }
        return out.build();
    }

    /** Where on the path, and what happens at its end. */
    private record Place(int at, Fate fate) {}

    private static boolean isMeant(Step step, String name) {
        return step instanceof Step.Every
                || (step instanceof Step.Name wanted && wanted.name().equals(name));
    }

    /** Whether another member gets that name. */
    private boolean isReplaced(JsonObject object, Step step, String name, Place place) {
        return isLast(place.at())
                && place.fate() instanceof Fate.Renamed renamed
                && renamed.name().equals(name)
                && step instanceof Step.Name old
                && object.containsKey(old.name());
    }

    private void put(JsonObjectBuilder out, String name, JsonValue member, Place place) {
        if (!isLast(place.at())) {
            out.add(name, changed(member, place.at() + 1, place.fate()));
        } else if (place.fate() instanceof Fate.Renamed renamed) {
            out.add(renamed.name(), member);
        } else if (place.fate() instanceof Fate.Given given) {
            out.add(name, given.value());
        }
    }

    private JsonValue array(JsonArray array, int at, Fate fate) {
        Step step = steps.get(at);
        boolean isDeep = step instanceof Step.Name name && name.deep();
        JsonArrayBuilder out = BUILDERS.createArrayBuilder();
        for (int i = 0; i < array.size(); i++) {
            boolean meant = step instanceof Step.Every
                    || (step instanceof Step.Index index && (index.index() == i || index.index() == i - array.size()));
            if (!meant) {
                out.add(isDeep ? changed(array.get(i), at, fate) : array.get(i));
            } else if (!isLast(at)) {
                out.add(changed(array.get(i), at + 1, fate));
            } else if (fate instanceof Fate.Given given) {
                out.add(given.value());
            }
        }
        return out.build();
    }

    private boolean isLast(int at) {
        return at == steps.size() - 1;
    }
}
