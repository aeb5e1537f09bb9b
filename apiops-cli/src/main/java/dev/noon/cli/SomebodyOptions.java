package dev.noon.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose counter is meant: at most one of these. */
final class SomebodyOptions {

    @Option(names = "--consumer", paramLabel = "NAME", description = "who calls under that name")
    private String consumer = "";

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "who calls from there, where no consumer is known")
    private String address = "";

    @Option(
            names = "--value",
            paramLabel = "TEXT",
            description = "what the limit's by makes of their requests; it is sent to the manager, and stored nowhere")
    private String value = "";

    @Option(
            names = "--identity",
            paramLabel = "HASH",
            description =
                    "the hash that X-RateLimit-Identity and noon limits top have; --identity=HASH if it begins with -")
    private String identity = "";

    /** As the API names them; empty if nobody is meant. */
    Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("consumer", consumer);
        named.put("address", address);
        named.put("value", value);
        named.put("identity", identity);
        named.values().removeIf(String::isEmpty);
        return named;
    }
}
