package dev.noon.policy.transform;

import dev.noon.exchange.Request;
import dev.noon.model.Template;
import dev.noon.model.json.BoundedJson;
import dev.noon.model.policy.TransformSpec.Given;
import dev.noon.model.policy.TransformSpec.Shape;
import dev.noon.model.text.Guard;
import dev.noon.policy.Escape;
import dev.noon.policy.transform.PathEdit.Fate;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** What becomes of the bodies that go in one direction. Immutable. */
final class CompiledShape {
    private static final int DEEPEST = 64;

    /** Something that is done to a value; variables read the body as it came. */
    private interface Edit {
        JsonValue apply(JsonValue value, JsonValue came, Request request);
    }

    private final int maxBytes;
    private final Optional<String> contentType;
    private final BiFunction<JsonValue, Request, String> text;

    /** @throws IllegalArgumentException if a text is not the JSON that it should be, with its variables filled in */
    CompiledShape(Shape shape, int maxBytes) {
        this.maxBytes = maxBytes;
        if (shape instanceof Shape.Text whole) {
            Guard.check("transform.template", whole.fault());
            this.contentType = Optional.of(whole.contentType());
            this.text = whole(whole);
        } else {
            this.contentType = Optional.empty();
            this.text = edited((Shape.Edits) shape);
        }
    }

    /** What bodies are afterwards, if that is something else than before. */
    Optional<String> contentType() {
        return contentType;
    }

    /**
     * What becomes of {@code body}.
     *
     * @throws IllegalArgumentException if it is no JSON, or deeper than 64 levels
     * @throws TooLong if it becomes too long
     */
    byte[] apply(byte[] body, Request request) {
        byte[] changed = text.apply(BoundedJson.read(body, DEEPEST), request).getBytes(StandardCharsets.UTF_8);
        if (changed.length > maxBytes) {
            throw new TooLong();
        }
        return changed;
    }

    private BiFunction<JsonValue, Request, String> whole(Shape.Text whole) {
        Template template = whole.template();
        Composition composition =
                whole.isJson() ? Composition.json(template) : Composition.text(template, escape(whole.contentType()));
        return (body, request) -> {
            BoundedWriter out = new BoundedWriter(maxBytes);
            composition.write(out, body, request);
            return out.text();
        };
    }

    private static Escape escape(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("text/plain") ? Escape.NONE : Escape.MARKUP;
    }

    private BiFunction<JsonValue, Request, String> edited(Shape.Edits shape) {
        List<Edit> edits = new ArrayList<>();
        shape.remove().forEach(path -> edits.add(edit(path, new Fate.Gone())));
        shape.rename().forEach((path, name) -> edits.add(edit(path, new Fate.Renamed(name))));
        shape.set().forEach((path, given) -> edits.add(setting(path, given)));
        return (body, request) -> {
            JsonValue value = body;
            for (Edit edit : edits) {
                value = edit.apply(value, body, request);
            }
            return new BoundedWriter(maxBytes).append(value).text();
        };
    }

    private static Edit edit(String path, Fate fate) {
        PathEdit edit = new PathEdit(path);
        return (value, came, request) -> edit.apply(value, fate);
    }

    private Edit setting(String path, Given given) {
        if (given instanceof Given.Plain plain) {
            return edit(path, new Fate.Given(BoundedJson.read(plain.json().getBytes(StandardCharsets.UTF_8), 1)));
        }
        PathEdit edit = new PathEdit(path);
        Composition composition = Composition.text(((Given.Text) given).template(), Escape.NONE);
        return (value, came, request) -> composition
                .value(came, request, maxBytes)
                .map(found -> edit.apply(value, new Fate.Given(found)))
                .orElse(value);
    }
}
