package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What lints find in definitions, as {@code code field}. */
final class Linted {
    private Linted() {}

    /** Warnings about {@code text}, with what {@code before} has in force. */
    static List<String> warnings(String before, String text) {
        return listed(Lints.warnings(whole(before, text)));
    }

    /** Warnings about a proxy at {@code /a} with that list of policies. */
    static List<String> warnings(String policies) {
        return warnings("", proxy(policies));
    }

    /** Errors of such a proxy. */
    static List<String> errors(String policies) {
        return listed(Lints.errors(whole("", proxy(policies))));
    }

    static String proxy(String policies, String... spec) {
        String list = "policies: [ " + policies + " ]";
        return Reads.proxy("a", "/a", list + "\n  " + String.join("\n  ", spec));
    }

    static String group(String name, String policies) {
        return "apiVersion: noon.dev/v1\nkind: ProxyGroup\nmetadata: { name: " + name + " }\nspec: { policies: [ "
                + policies + " ] }\n";
    }

    private static List<String> listed(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.code().map(LintCode::text).orElse("-") + " " + problem.field())
                .toList();
    }

    private static Whole whole(String before, String text) {
        Map<DefinitionId, Definition> inForce = new HashMap<>();
        Reads.file(before).definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        Reading reading = Reads.file(text);
        assertThat(reading.problems()).isEmpty();
        reading.definitions().forEach(read -> inForce.put(read.id(), read.definition()));
        return new Whole(inForce, reading.definitions(), Set.of(), "dev");
    }
}
