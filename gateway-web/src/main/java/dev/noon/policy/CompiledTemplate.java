package dev.noon.policy;

import dev.noon.exchange.Request;
import dev.noon.model.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A template, ready to be asked once per exchange. Immutable. */
public final class CompiledTemplate {
    /** A piece of the text: itself, or what the request has to say. */
    @FunctionalInterface
    public interface Part {
        /** The text; empty if the request has no such value, which differs from an empty one. */
        Optional<String> of(Request request);
    }

    private static final Set<Template.Source> PLAIN_IN_ADDRESSES =
            Set.of(Template.Source.PATH, Template.Source.SEGMENT, Template.Source.HOST);

    private final List<Part> parts;
    /** What is written, part by part. */
    private final List<Template.Part> written;

    private final Optional<String> constant;

    private CompiledTemplate(List<Part> parts, List<Template.Part> written, Optional<String> constant) {
        this.parts = parts;
        this.written = written;
        this.constant = constant;
    }

    /** Compiles {@code template}. */
    public static CompiledTemplate of(Template template) {
        List<Part> parts = template.parts().stream().map(CompiledTemplate::part).toList();
        boolean literal = template.parts().stream().allMatch(Template.Literal.class::isInstance);
        return new CompiledTemplate(
                parts, template.parts(), literal ? Optional.of(literalText(template)) : Optional.empty());
    }

    /** What finds every value that a request has for {@code variable}, where its template takes the first; at most one for most variables. */
    public static Function<Request, List<String>> values(Template.Variable variable) {
        String name = variable.name();
        return switch (variable.source()) {
            case HEADER -> request -> request.headers().all(name);
            case QUERY ->
                request -> request.query()
                        .map(query -> QueryText.decoded(query, name))
                        .orElse(List.of());
            case COOKIE -> request -> Cookies.all(request, name);
            default -> {
                Part only = part(variable);
                yield request -> only.of(request).stream().toList();
            }
        };
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

    /** The whole text; empty if the request lacks something of it. */
    public Optional<String> whole(Request request) {
        StringBuilder text = new StringBuilder(32);
        for (Part part : parts) {
            Optional<String> value = part.of(request);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            text.append(value.get());
        }
        return Optional.of(text.toString());
    }

    /** The whole text; what the request has to say is written so that it stays a value. */
    public String text(Request request, Escape escape) {
        if (constant.isPresent()) {
            return constant.get();
        }
        StringBuilder text = new StringBuilder(64);
        for (int i = 0; i < parts.size(); i++) {
            boolean asIs = isAsIs(written.get(i), escape);
            parts.get(i).of(request).ifPresent(value -> text.append(asIs ? value : escape.of(value)));
        }
        return text.toString();
    }

    /** A path and its segments are in normal form, and a host is a name: in an address they stand for themselves. */
    private static boolean isAsIs(Template.Part part, Escape escape) {
        return part instanceof Template.Literal
                || (escape == Escape.URL
                        && part instanceof Template.Variable variable
                        && PLAIN_IN_ADDRESSES.contains(variable.source()));
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
            case COOKIE -> request -> Cookies.all(request, name).stream().findFirst();
            case PATH -> path(variable);
            case SEGMENT -> segment(Integer.parseInt(name));
            case METHOD -> request -> Optional.of(request.method());
            case HOST -> request -> Optional.of(request.origin().host());
            case CONSUMER -> request -> request.origin().caller().consumer();
            case CLAIM -> request -> request.origin().caller().claim(name);
            case ENV, BODY -> throw new IllegalArgumentException("has " + variable + ", which nothing stands for");
            case CALL -> {
                String call = variable.call();
                String which = variable.callPart();
                yield request -> request.origin().answers().part(call, which);
            }
            case CLIENT_IP -> request -> Optional.of(request.origin().address().get());
        };
    }

    private static Part path(Template.Variable variable) {
        if (variable.isParameter()) {
            throw new IllegalArgumentException("has " + variable + ", which no parameter of the path stands for");
        }
        return request -> Optional.of(request.path());
    }

    /** Of the path as it came in: that is the one which the route's template matched. */
    private static Part segment(int index) {
        return request -> {
            String path = request.origin().path();
            int start = 0;
            for (int i = 0; i < index && start >= 0; i++) {
                start = path.indexOf('/', start + 1);
            }
            if (start < 0) {
                return Optional.empty();
            }
            int end = path.indexOf('/', start + 1);
            return Optional.of(path.substring(start + 1, end < 0 ? path.length() : end));
        };
    }
}
