package dev.noon.policy;

import dev.noon.exchange.Request;
import dev.noon.model.Template;
import java.util.List;
import java.util.Optional;

/** A template, ready to be asked once per exchange. Immutable. */
public final class CompiledTemplate {
    /** A piece of the text: itself, or what the request has to say. */
    @FunctionalInterface
    public interface Part {
        /** The text; empty if the request has no such value, which differs from an empty one. */
        Optional<String> of(Request request);
    }

    private final List<Part> parts;
    private final Optional<String> constant;

    private CompiledTemplate(List<Part> parts, Optional<String> constant) {
        this.parts = parts;
        this.constant = constant;
    }

    /** Compiles {@code template}. */
    public static CompiledTemplate of(Template template) {
        List<Part> parts = template.parts().stream().map(CompiledTemplate::part).toList();
        boolean literal = template.parts().stream().allMatch(Template.Literal.class::isInstance);
        return new CompiledTemplate(parts, literal ? Optional.of(literalText(template)) : Optional.empty());
    }

    /** The pieces in their order. */
    public List<Part> parts() {
        return parts;
    }

    /** The whole text; what the request does not have is left out. */
    public String text(Request request) {
        if (constant.isPresent()) {
            return constant.get();
        }
        StringBuilder text = new StringBuilder(32);
        for (Part part : parts) {
            part.of(request).ifPresent(text::append);
        }
        return text.toString();
    }

    private static String literalText(Template template) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : template.parts()) {
            text.append(((Template.Literal) part).text());
        }
        return text.toString();
    }

    private static Part part(Template.Part part) {
        if (part instanceof Template.Literal literal) {
            Optional<String> text = Optional.of(literal.text());
            return request -> text;
        }
        Template.Variable variable = (Template.Variable) part;
        String name = variable.name();
        return switch (variable.source()) {
            case HEADER -> request -> request.headers().find(name);
            case QUERY -> request -> request.query().flatMap(query -> QueryText.first(query, name));
            case COOKIE -> request -> request.headers().find("Cookie").flatMap(line -> cookie(line, name));
            case PATH -> request -> Optional.of(request.path());
            case METHOD -> request -> Optional.of(request.method());
            case HOST -> request -> Optional.of(request.origin().host());
            case ENV, CONSUMER, CLAIM ->
                throw new IllegalArgumentException("has " + variable + ", which nothing stands for");
            case CLIENT_IP -> request -> Optional.of(request.origin().address().get());
        };
    }

    /** The value of the first cookie called {@code name} in a Cookie line (RFC 6265 section 4.2). */
    private static Optional<String> cookie(String line, String name) {
        for (String pair : line.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                return Optional.of(pair.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }
}
