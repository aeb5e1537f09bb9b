package dev.noon.model;

import dev.noon.model.policy.Match;
import dev.noon.model.policy.When;
import dev.noon.model.policy.When.PathMatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns conditions of policies into records. */
final class WhenBinder {
    private static final String MATCHES = "matches";

    private WhenBinder() {}

    /** A condition that its schema has found sound. */
    static When when(Fields fields) {
        return new When(
                fields.texts("methods").orElse(List.of()),
                fields.map("path").map(WhenBinder::path),
                matches(fields.map("headers")),
                matches(fields.map("query")),
                matches(fields.map("cookies")));
    }

    private static PathMatch path(Fields path) {
        Optional<PathMatch> equal = path.text("equals").map(PathMatch.Equal::new);
        Optional<PathMatch> beneath = path.text("beneath").map(PathMatch.Beneath::new);
        return equal.or(() -> beneath)
                .orElseGet(() -> new PathMatch.Fitting(new Match.Fitting(path.required(MATCHES))));
    }

    private static Map<String, Match> matches(Optional<Fields> written) {
        Map<String, Match> matches = new TreeMap<>();
        written.ifPresent(fields -> fields.node().entries().keySet().forEach(name -> fields.map(name)
                .ifPresent(each -> matches.put(name, match(each)))));
        return matches;
    }

    private static Match match(Fields match) {
        Optional<Match> equal = match.text("equals").map(Match.Equal::new);
        Optional<Match> fitting = match.text(MATCHES).map(Match.Fitting::new);
        return equal.or(() -> fitting).orElseGet(() -> new Match.Present(match.isTrue("present")));
    }
}
