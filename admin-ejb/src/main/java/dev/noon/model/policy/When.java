package dev.noon.model.policy;

import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.PathText;
import dev.noon.model.tree.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which requests a policy is for: those of which all of this holds.
 *
 * @param methods method tokens; empty means every method
 * @param path what the path must be; empty means any
 * @param headers by header name, whose case does not count
 * @param query by parameter name; values are compared decoded
 * @param cookies by cookie name
 */
public record When(
        List<String> methods,
        Optional<PathMatch> path,
        Map<String, Match> headers,
        Map<String, Match> query,
        Map<String, Match> cookies) {
    /** Key of a condition in definitions. */
    public static final String FIELD = "when";

    /** What a condition asks of the path. */
    public sealed interface PathMatch {
        /** Exactly this path. */
        record Equal(String path) implements PathMatch {
            public Equal {
                Guard.check("when.path.equals", PathText.fault(path));
            }
        }

        /** This path or one beneath it, on segment boundaries. */
        record Beneath(String path) implements PathMatch {
            public Beneath {
                Guard.check("when.path.beneath", PathText.fault(path));
            }
        }

        /** A path that fits an RE2 pattern from its first to its last character. */
        record Fitting(Match.Fitting pattern) implements PathMatch {}
    }

    public When {
        methods = List.copyOf(methods);
        headers = sorted(headers);
        query = sorted(query);
        cookies = sorted(cookies);
        Guard.each("when.methods", methods, MethodText::fault);
        Guard.each("when.headers", headers.keySet(), HeaderText::tokenFault);
        Guard.each("when.cookies", cookies.keySet(), HeaderText::tokenFault);
        if (methods.isEmpty() && path.isEmpty() && headers.isEmpty() && query.isEmpty() && cookies.isEmpty()) {
            throw new IllegalArgumentException("when is empty; expected methods, path, headers, query or cookies");
        }
    }

    /** What it reads of a request, by the pointer of the field. */
    Map<String, List<Variable>> inputs() {
        Map<String, List<Variable>> inputs = new LinkedHashMap<>();
        path.ifPresent(any -> inputs.put("/when/path", List.of(new Variable(Source.PATH, ""))));
        add(inputs, "/when/headers", Source.HEADER, headers);
        add(inputs, "/when/query", Source.QUERY, query);
        add(inputs, "/when/cookies", Source.COOKIE, cookies);
        return inputs;
    }

    private static void add(
            Map<String, List<Variable>> inputs, String pointer, Source source, Map<String, Match> matches) {
        for (String name : matches.keySet()) {
            inputs.computeIfAbsent(Pointer.child(pointer, name), at -> new ArrayList<>())
                    .add(new Variable(source, name));
        }
    }

    private static Map<String, Match> sorted(Map<String, Match> matches) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(matches));
    }
}
