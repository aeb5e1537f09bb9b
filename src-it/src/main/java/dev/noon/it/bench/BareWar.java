package dev.noon.it.bench;

import dev.noon.it.cluster.Checkout;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** The bare filter as an archive beside the gateway: the floor of what a node can do. */
final class BareWar {
    private BareWar() {}

    /** Packs it; the archive and its context, as {@link dev.noon.it.cluster.ClusterSpec#withArchive} takes them. */
    static String pack(Checkout checkout, PrintStream out) {
        Path war = checkout.scratch("bare-filter.war");
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        jar.run(
                out,
                System.err,
                "--create",
                "--file",
                war.toString(),
                "-C",
                checkout.scratch("bare").toString(),
                ".");
        return war + ":bare";
    }
}
