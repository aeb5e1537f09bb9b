package dev.noon.model.policy;

import dev.noon.model.JsonTemplate;
import dev.noon.model.Template;
import dev.noon.model.json.JsonPath;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.Shown;
import dev.noon.model.text.SizeText;
import dev.noon.model.tree.Pointer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Changes JSON bodies.
 *
 * @param request what becomes of bodies that clients send
 * @param response what becomes of bodies that clients get
 * @param bounds what is changed at all, and what happens to the rest
 */
public record TransformSpec(String name, Optional<Shape> request, Optional<Shape> response, Bounds bounds)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "transform";

    /** Longest body where no length is written. */
    public static final int DEFAULT_BYTES = 1 << 20;

    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_EDITS = 100;

    /** How a body is changed. */
    public sealed interface Shape {
        /**
         * Parts of it are removed, then renamed, then set; each list in the order of its paths.
         *
         * @param rename new names by the paths of members
         * @param set values by their paths
         */
        record Edits(List<String> remove, Map<String, String> rename, Map<String, Given> set) implements Shape {
            public Edits {
                remove = List.copyOf(remove);
                rename = Collections.unmodifiableSortedMap(new TreeMap<>(rename));
                set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
                Guard.each("remove", remove, TransformSpec::partFault);
                Guard.each("rename", rename.keySet(), TransformSpec::memberFault);
                Guard.each("set", set.keySet(), TransformSpec::partFault);
                int edits = remove.size() + rename.size() + set.size();
                if (edits == 0 || edits > MOST_EDITS) {
                    throw new IllegalArgumentException(
                            "has " + edits + " edits; expected 1 to " + MOST_EDITS + " of remove, rename and set");
                }
            }
        }

        /**
         * A text takes its place.
         *
         * @param contentType what the text is
         */
        record Text(Template template, String contentType) implements Shape {
            /** What the text is where nothing is written. */
            public static final String DEFAULT_TYPE = "application/json";

            public Text {
                Guard.check("contentType", HeaderText.valueFault(contentType));
            }

            /** Whether the text is JSON. */
            public boolean isJson() {
                return contentType.toLowerCase(Locale.ROOT).contains("json");
            }

            /** What keeps the text from being what it should be, whatever its variables stand for. */
            public Optional<String> fault() {
                return isJson() ? JsonTemplate.fault(template) : Optional.empty();
            }
        }
    }

    /** What is put somewhere. */
    public sealed interface Given {
        /** A text with variables; one that is a variable of the body and nothing else is that value itself. */
        record Text(Template template) implements Given {}

        /**
         * A value that is the same for every body.
         *
         * @param json a number, {@code true}, {@code false} or {@code null}
         */
        record Plain(String json) implements Given {}
    }

    /**
     * What is changed, and what happens to the rest.
     *
     * @param maxBodyBytes longest body that is changed or may come of it, 1 byte to 8 MiB
     * @param statuses of responses whose bodies are changed; empty means all
     * @param lenient whether a body that cannot be changed passes as it is; otherwise the exchange is refused or fails
     */
    public record Bounds(int maxBodyBytes, List<Integer> statuses, boolean lenient) {
        public Bounds {
            statuses = List.copyOf(statuses);
            Guard.check("maxBody", SizeText.fault(maxBodyBytes, 1, MOST_BYTES));
            for (int status : statuses) {
                if (status < 200 || status > 599) {
                    throw new IllegalArgumentException("statuses has " + status + "; expected 200 to 599");
                }
            }
        }
    }

    public TransformSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        if (request.isEmpty() && response.isEmpty()) {
            throw new IllegalArgumentException("transform has neither request nor response; expected at least one");
        }
        if (response.isEmpty() && !bounds.statuses().isEmpty()) {
            throw new IllegalArgumentException("transform.statuses stands without response; expected both, or neither");
        }
    }

    /** What is wrong with the path of something that is removed or set. */
    public static Optional<String> partFault(String path) {
        return JsonPath.fault(path)
                .or(() -> JsonPath.parse(path).steps().isEmpty()
                        ? Optional.of(
                                "is " + Shown.of(path) + "; expected a path to a part of the body, such as $.order")
                        : Optional.empty());
    }

    /** What is wrong with the path of a member that gets another name. */
    public static Optional<String> memberFault(String path) {
        return JsonPath.fault(path)
                .or(() -> JsonPath.parse(path).last().stream().anyMatch(JsonPath.Step.Name.class::isInstance)
                        ? Optional.empty()
                        : Optional.of("is " + Shown.of(path) + "; expected a path that ends with a member's name"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return request.isPresent() ? Acts.REQUEST : Acts.REPLY;
    }

    @Override
    public PolicySpec named(String other) {
        return new TransformSpec(other, request, response, bounds);
    }

    @Override
    public Map<String, Template> templates() {
        Map<String, Template> templates = new TreeMap<>();
        request.ifPresent(shape -> add(templates, "/transform/request", shape));
        response.ifPresent(shape -> add(templates, "/transform/response", shape));
        return templates;
    }

    private static void add(Map<String, Template> templates, String pointer, Shape shape) {
        if (shape instanceof Shape.Text text) {
            templates.put(pointer + "/template", text.template());
        } else {
            ((Shape.Edits) shape).set().forEach((path, given) -> {
                if (given instanceof Given.Text text) {
                    templates.put(Pointer.child(pointer + "/set", path), text.template());
                }
            });
        }
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new TransformSpec(
                name,
                request.map(shape -> changed(shape, change)),
                response.map(shape -> changed(shape, change)),
                bounds);
    }

    private static Shape changed(Shape shape, UnaryOperator<Template> change) {
        if (shape instanceof Shape.Text text) {
            return new Shape.Text(change.apply(text.template()), text.contentType());
        }
        Shape.Edits edits = (Shape.Edits) shape;
        Map<String, Given> set = new TreeMap<>();
        edits.set()
                .forEach((path, given) -> set.put(
                        path,
                        given instanceof Given.Text text ? new Given.Text(change.apply(text.template())) : given));
        return new Shape.Edits(edits.remove(), edits.rename(), set);
    }
}
