package dev.noon.cli.local;

import dev.noon.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a user reads when everything is up. */
final class Welcome {

    private final Terminal terminal;
    private final ClusterPlan plan;

    Welcome(Terminal terminal, ClusterPlan plan) {
        this.terminal = terminal;
        this.plan = plan;
    }

    /** Where a process can be reached. */
    static String addresses(ProcessRecord record) {
        String host = Probe.host(record.bind());
        return record.isNode()
                ? "http://" + host + ":" + record.port("http") + "  admin http://" + host + ":" + record.port("admin")
                : host + ":" + record.port("port");
    }

    void print() {
        PrintWriter out = terminal.out();
        out.println();
        out.println(terminal.good("Noon is up.") + (plan.samples() ? " Try:" : ""));
        if (plan.samples()) {
            printTrial(out);
        }
        out.println();
        out.println("  " + noon("status") + "   " + noon("members") + "   " + noon("history") + "   " + noon("down"));
        out.println("  logs: " + plan.layout().log("*"));
        out.flush();
    }

    private void printTrial(PrintWriter out) {
        out.println();
        out.println("  " + curl(1) + terminal.faint("    # Cache-Status: … fwd=uri-miss"));
        out.println("  " + curl(plan.nodes() > 1 ? 2 : 1)
                + terminal.faint(plan.nodes() > 1 ? "    # another node: a hit" : "    # again: a hit"));
        out.println("  edit " + samples() + terminal.faint("    # X-Definition: v2"));
        out.println("  " + noon("apply " + samples()) + terminal.faint("    # a receipt from every node"));
        out.println("  " + curl(plan.nodes()) + terminal.faint("    # the new answer, a new Noon-Revision"));
        if (plan.ports().sample() != 9000) {
            out.println();
            out.println("  The sample upstream is on port " + plan.ports().sample()
                    + ": change the target in the file too before you apply it.");
        }
    }

    private String curl(int node) {
        return "curl -i 'http://" + Probe.host(plan.ports().bind()) + ":"
                + plan.ports().http(node) + "/loans?amount=1000&term=12'";
    }

    private Path samples() {
        return nearby(plan.home().samples().resolve("loans.yaml"));
    }

    private String noon(String arguments) {
        Path launcher = nearby(plan.home().root().resolve("noon"));
        return (launcher.getParent() == null ? "./" : "") + launcher + " " + arguments;
    }

    /** A path as short as it can be typed from here. */
    private static Path nearby(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
