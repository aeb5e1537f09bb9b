package dev.noon.policy.headers;

import dev.noon.exchange.Headers;
import dev.noon.exchange.Request;
import dev.noon.exchange.Trailers;
import dev.noon.model.Template;
import dev.noon.policy.CompiledTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Removes some lines, then sets others. Immutable. */
final class HeaderEdit {
    private record Line(String name, CompiledTemplate value) {}

    private final List<String> remove;
    private final List<Line> set;

    HeaderEdit(Map<String, Template> set, List<String> remove) {
        List<Line> lines = new ArrayList<>();
        set.forEach((name, value) -> lines.add(new Line(name, CompiledTemplate.of(value))));
        this.set = List.copyOf(lines);
        this.remove = remove;
    }

    /** Changes {@code headers}; templates read {@code request}. What it changes does not come as a trailer either. */
    void apply(Headers headers, Trailers trailers, Request request) {
        if (!trailers.isNone()) {
            remove.forEach(trailers::withhold);
            set.forEach(line -> trailers.withhold(line.name()));
        }
        for (String name : remove) {
            headers.remove(name);
        }
        for (Line line : set) {
            headers.set(line.name(), line.value().text(request));
        }
    }
}
