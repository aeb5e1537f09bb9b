package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import picocli.CommandLine.Option;

/** {@code --env ENV}: of which environment. */
final class EnvironmentOption {

    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENV",
            defaultValue = "dev",
            description = "the environment (default: ${DEFAULT-VALUE})")
    private String name = "dev";

    String name() {
        return name;
    }

    /** {@code /environments/ENV} + rest. */
    String path(String rest) {
        return path(name, rest);
    }

    static String path(String environment, String rest) {
        return "/environments/" + AdminClient.encoded(environment) + rest;
    }
}
