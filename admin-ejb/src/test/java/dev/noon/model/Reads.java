package dev.noon.model;

import java.util.List;

/** Reads texts in tests. */
final class Reads {
    private static final DefinitionReader READER = new DefinitionReader();

    private Reads() {}

    static Reading file(String text) {
        return READER.read(List.of(new SourceFile("a.yaml", text)));
    }

    static List<String> problems(String text) {
        return file(text).problems().stream().map(Problem::text).toList();
    }

    /** The only definition of a text that has no problems. */
    static ReadDefinition one(String text) {
        Reading reading = file(text);
        if (!reading.ok() || reading.definitions().size() != 1) {
            throw new AssertionError(reading.problems() + " " + reading.definitions());
        }
        return reading.definitions().get(0);
    }

    /** A proxy's document; {@code spec} are further lines of its spec, indented by two. */
    static String proxy(String name, String path, String... spec) {
        return "apiVersion: noon.dev/v1\nkind: ApiProxy\nmetadata: { name: " + name + " }\nspec:\n"
                + "  route: { path: " + path + " }\n  upstream: backend\n"
                + String.join(
                        "",
                        List.of(spec).stream().map(line -> "  " + line + "\n").toList());
    }

    static String upstream(String name) {
        return "apiVersion: noon.dev/v1\nkind: Upstream\nmetadata: { name: " + name + " }\n"
                + "spec: { targets: [ { url: \"http://127.0.0.1:9000\" } ] }\n";
    }
}
