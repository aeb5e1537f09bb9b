package dev.noon.policy.transform;

import dev.noon.exchange.Request;
import dev.noon.model.JsonTemplate;
import dev.noon.model.Template;
import dev.noon.model.Template.Source;
import dev.noon.model.json.JsonPath;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Escape;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text with values of a body and of its request in it. Immutable. */
final class Composition {
    private static final JsonProvider JSON = JsonProvider.provider();

    /** A piece of the text. */
    private interface Piece {
        void write(BoundedWriter out, JsonValue body, Request request);
    }

    /** Where a value comes from. */
    private interface Value {
        Optional<JsonValue> of(JsonValue body, Request request);
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final Optional<Value> only;

    private Composition(Optional<Value> only) {
        this.only = only;
    }

    /** A text that is JSON: variables within its strings are characters, others whole values. */
    static Composition json(Template template) {
        Composition composition = new Composition(only(template));
        for (JsonTemplate.Piece piece : JsonTemplate.pieces(template)) {
            composition.add(piece.part(), piece.isWithinString() ? Optional.of(Escape.JSON) : Optional.empty());
        }
        return composition;
    }

    /** Any other text, in which values are written so that they stay values. */
    static Composition text(Template template, Escape escape) {
        Composition composition = new Composition(only(template));
        template.parts().forEach(part -> composition.add(part, Optional.of(escape)));
        return composition;
    }

    /** Appends the text. */
    void write(BoundedWriter out, JsonValue body, Request request) {
        for (Piece piece : pieces) {
            piece.write(out, body, request);
        }
    }

    /**
     * The text as a JSON value; where it is one variable and nothing else, what that stands for.
     *
     * @return empty if it is one variable that stands for nothing
     */
    Optional<JsonValue> value(JsonValue body, Request request, int most) {
        if (only.isPresent()) {
            return only.get().of(body, request);
        }
        BoundedWriter out = new BoundedWriter(most);
        write(out, body, request);
        return Optional.of(JSON.createValue(out.text()));
    }

    private static Optional<Value> only(Template template) {
        return template.parts().size() == 1 && template.parts().get(0) instanceof Template.Variable variable
                ? Optional.of(value(variable))
                : Optional.empty();
    }

    /** @param escape how characters are written; empty where whole values stand */
    private void add(Template.Part part, Optional<Escape> escape) {
        if (part instanceof Template.Literal literal) {
            pieces.add((out, body, request) -> out.append(literal.text()));
            return;
        }
        Value value = value((Template.Variable) part);
        if (escape.isEmpty()) {
            pieces.add(
                    (out, body, request) -> out.append(value.of(body, request).orElse(JsonValue.NULL)));
        } else {
            pieces.add((out, body, request) -> value.of(body, request)
                    .ifPresent(found -> out.append(escape.get().of(characters(found)))));
        }
    }

    private static String characters(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private static Value value(Template.Variable variable) {
        if (variable.source() == Source.BODY) {
            JsonPath path = JsonPath.parse(variable.name());
            return (body, request) -> path.find(body);
        }
        CompiledTemplate.Part part = CompiledTemplate.of(new Template(variable.toString(), List.of(variable)))
                .parts()
                .get(0);
        return (body, request) -> part.of(request).map(JSON::createValue);
    }
}
