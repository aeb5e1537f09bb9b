package dev.noon.policy;

import dev.noon.exchange.Request;
import dev.noon.model.policy.Match;
import dev.noon.model.policy.When;
import dev.noon.model.policy.When.PathMatch;
import dev.noon.model.text.LinearPattern;
import dev.noon.model.text.PathText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** A condition on requests, ready to be asked once per exchange. Immutable. */
final class Condition {
    private final List<Predicate<Request>> tests = new ArrayList<>();

    Condition(When when) {
        List<String> methods = when.methods();
        if (!methods.isEmpty()) {
            tests.add(request -> methods.contains(request.method()));
        }
        when.path().map(Condition::path).ifPresent(tests::add);
        when.headers()
                .forEach((name, match) ->
                        tests.add(test(match, request -> request.headers().all(name))));
        when.query()
                .forEach((name, match) -> tests.add(test(match, request -> request.query()
                        .map(query -> QueryText.decoded(query, name))
                        .orElse(List.of()))));
        when.cookies().forEach((name, match) -> tests.add(test(match, request -> Cookies.all(request, name))));
    }

    /** Whether all of it holds of {@code request} as it is now. */
    boolean holds(Request request) {
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).test(request)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<Request> path(PathMatch match) {
        if (match instanceof PathMatch.Equal equal) {
            return request -> request.path().equals(equal.path());
        }
        if (match instanceof PathMatch.Beneath beneath) {
            return request -> PathText.isBeneath(beneath.path(), request.path());
        }
        LinearPattern pattern =
                LinearPattern.of(((PathMatch.Fitting) match).pattern().pattern());
        return request -> pattern.matches(request.path());
    }

    private static Predicate<Request> test(Match match, Function<Request, List<String>> values) {
        if (match instanceof Match.Present present) {
            return request -> values.apply(request).isEmpty() != present.wanted();
        }
        if (match instanceof Match.Equal equal) {
            return request -> values.apply(request).contains(equal.text());
        }
        LinearPattern pattern = LinearPattern.of(((Match.Fitting) match).pattern());
        return request -> values.apply(request).stream().anyMatch(pattern::matches);
    }
}
