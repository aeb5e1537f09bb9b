package dev.noon.model.json;

import dev.noon.model.text.Guard;
import dev.noon.model.text.Shown;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place, or several, in a JSON value (RFC 9535), in the part of the language that takes time linear in the value: names,
 * indexes, {@code *}, and at most one {@code ..} in front of a name. Immutable.
 *
 * @param steps from the value itself inwards; none for the value itself
 */
public record JsonPath(List<Step> steps) {
    private static final int LONGEST = 256;
    private static final int MOST_STEPS = 32;
    private static final String EXPECTED = "expected a JSONPath such as $.order.items[0].price, $.items[*].cost or"
            + " $..password; filters, slices and lists of names are not part of it";

    /** One step inwards. */
    public sealed interface Step {
        /** Into the member of that name; {@code deep} if of any object at any depth. */
        record Name(String name, boolean deep) implements Step {}

        /** Into one item of an array, from 0; negative from its end, where -1 is the last. */
        record Index(int index) implements Step {}

        /** Into every member of an object or every item of an array. */
        record Every() implements Step {}
    }

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if {@link #fault} finds one
     */
    public static JsonPath parse(String text) {
        Guard.check("path", fault(text));
        Parser parser = new Parser(text);
        parser.read();
        return new JsonPath(parser.steps);
    }

    /** What is wrong with the text of a path. */
    public static Optional<String> fault(String text) {
        return text.length() > LONGEST || !new Parser(text).read()
                ? Optional.of("is " + Shown.of(text) + "; " + EXPECTED)
                : Optional.empty();
    }

    /** What is wrong with the text of a path to one value. */
    public static Optional<String> oneFault(String text) {
        Optional<String> fault = fault(text);
        return fault.isPresent() || parse(text).isSingular()
                ? fault
                : Optional.of("is " + Shown.of(text) + "; expected a JSONPath to one value, without * and ..");
    }

    /** Whether it leads to one value at most. */
    public boolean isSingular() {
        return steps.stream()
                .allMatch(step -> step instanceof Step.Index || (step instanceof Step.Name name && !name.deep()));
    }

    /** The last step, if there is any. */
    public Optional<Step> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    /** What a singular path leads to in {@code value}. */
    public Optional<JsonValue> find(JsonValue value) {
        Optional<JsonValue> found = Optional.of(value);
        for (Step step : steps) {
            found = found.flatMap(here -> within(here, step));
        }
        return found;
    }

    private static Optional<JsonValue> within(JsonValue value, Step step) {
        if (step instanceof Step.Name name && value instanceof JsonObject object) {
            return Optional.ofNullable(object.get(name.name()));
        }
        if (step instanceof Step.Index index && value instanceof JsonArray array) {
            int at = index.index() < 0 ? array.size() + index.index() : index.index();
            return at >= 0 && at < array.size() ? Optional.of(array.get(at)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Reads one text. */
    private static final class Parser {
        private static final int LONGEST_INDEX = 7;

        private final String text;
        private final List<Step> steps = new ArrayList<>();
        private int at = 1;
        private boolean deep;

        Parser(String text) {
            this.text = text;
        }

        /** Whether all of it is a path. */
        boolean read() {
            boolean good = text.startsWith("$");
            while (good && at < text.length()) {
                good = step() && steps.size() <= MOST_STEPS;
            }
            return good;
        }

        private boolean step() {
            if (text.startsWith("..", at)) {
                at += 2;
                boolean first = !deep;
                deep = true;
                return first && name(true);
            }
            if (text.startsWith(".*", at) || text.startsWith("[*]", at)) {
                at += text.charAt(at) == '.' ? 2 : 3;
                return steps.add(new Step.Every());
            }
            if (text.charAt(at) == '.') {
                at++;
                return name(false);
            }
            return text.charAt(at) == '['
                    && (text.startsWith("['", at) || text.startsWith("[\"", at) ? quoted() : index());
        }

        private boolean name(boolean anywhere) {
            int start = at;
            while (at < text.length() && isNamed(text.charAt(at))) {
                at++;
            }
            boolean good = at > start && !Character.isDigit(text.charAt(start));
            return good && steps.add(new Step.Name(text.substring(start, at), anywhere));
        }

        private static boolean isNamed(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c >= 128;
        }

        private boolean quoted() {
            char mark = text.charAt(at + 1);
            StringBuilder name = new StringBuilder();
            int i = at + 2;
            while (i < text.length() && text.charAt(i) != mark) {
                i += text.charAt(i) == '\\' ? 1 : 0;
                if (i < text.length()) {
                    name.append(text.charAt(i++));
                }
            }
            at = i + 2;
            return text.startsWith(mark + "]", i) && steps.add(new Step.Name(name.toString(), false));
        }

        private boolean index() {
            int end = text.indexOf(']', at);
            String number = end < 0 ? "" : text.substring(at + 1, end);
            at = end + 1;
            boolean good = number.length() <= LONGEST_INDEX && number.matches("0|-?[1-9][0-9]*");
            return good && steps.add(new Step.Index(Integer.parseInt(number)));
        }
    }
}
