package dev.noon.policy.rewrite;

import dev.noon.exchange.Request;
import dev.noon.model.policy.RewriteSpec.QueryChange;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Escape;
import dev.noon.policy.QueryText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes parameters of a query, whatever their spelling, then sets others at its end. Immutable. */
final class QueryEdit {
    private record Parameter(String name, CompiledTemplate value) {}

    private final Set<String> gone = new HashSet<>();
    private final List<Parameter> set = new ArrayList<>();

    QueryEdit(QueryChange change) {
        gone.addAll(change.remove());
        gone.addAll(change.set().keySet());
        change.set().forEach((name, value) -> set.add(new Parameter(Escape.URL.of(name), CompiledTemplate.of(value))));
    }

    Optional<String> apply(Request request) {
        if (gone.isEmpty()) {
            return request.query();
        }
        List<String> pairs = new ArrayList<>();
        request.query().ifPresent(query -> keep(query, pairs));
        for (Parameter parameter : set) {
            pairs.add(parameter.name() + '=' + parameter.value().text(request, Escape.URL));
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(String.join("&", pairs));
    }

    private void keep(String query, List<String> pairs) {
        for (int start = 0; start <= query.length(); start = QueryText.end(query, start) + 1) {
            String pair = query.substring(start, QueryText.end(query, start));
            int equals = pair.indexOf('=');
            if (!gone.contains(QueryText.decode(equals < 0 ? pair : pair.substring(0, equals)))) {
                pairs.add(pair);
            }
        }
    }
}
