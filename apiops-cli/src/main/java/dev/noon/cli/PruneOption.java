package dev.noon.cli;

import picocli.CommandLine.Option;

/** {@code --prune}: whether the files are all there is. */
final class PruneOption {

    @Option(
            names = "--prune",
            description = "in the projects that the definitions belong to, what is not among them is deleted")
    private boolean prune;

    boolean isSet() {
        return prune;
    }

    String query() {
        return prune ? "&prune=true" : "";
    }
}
