package dev.noon.cli;

import dev.noon.cli.admin.AdminClient;
import picocli.CommandLine.Option;

/** {@code --project PROJECT}: only what belongs to it. */
final class ProjectOption {

    @Option(names = "--project", paramLabel = "PROJECT", defaultValue = "", description = "only what belongs to it")
    private String project = "";

    String query() {
        return project.isEmpty() ? "" : "?project=" + AdminClient.encoded(project);
    }

    String name() {
        return project;
    }
}
