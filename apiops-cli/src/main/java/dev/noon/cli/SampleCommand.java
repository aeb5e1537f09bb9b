package dev.noon.cli;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import dev.noon.sample.SampleUpstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code noon sample}: the sample upstream, until the process is told to end. */
@Command(
        name = "sample",
        hidden = true,
        description = "Run a small upstream: /loans?amount=&term=, /echo, /slow?ms=, /status/CODE, /bytes/COUNT.")
final class SampleCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "9000", description = "0 takes a free one")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "${DEFAULT-VALUE}")
    private String bind = "127.0.0.1";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "sample",
            description = "what its answers call it (default: ${DEFAULT-VALUE})")
    private String name = "sample";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    SampleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            SampleUpstream sample = SampleUpstream.start(new InetSocketAddress(bind, port), name);
            terminal.out()
                    .println("noon sample ready on " + bind + ":"
                            + sample.address().getPort());
        } catch (IOException e) {
            throw new CliFailure(Exit.REFUSED, "the sample upstream cannot listen on " + bind + ":" + port + ": " + e);
        }
        Thread.currentThread().join();
        return Exit.DONE;
    }
}
