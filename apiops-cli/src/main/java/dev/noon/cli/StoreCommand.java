package dev.noon.cli;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import dev.noon.store.StoreDamaged;
import dev.noon.store.StoreInUse;
import dev.noon.store.StoreServer;
import dev.noon.store.StoreSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code noon store}: the embedded store, until the process is told to end. */
@Command(
        name = "store",
        hidden = true,
        description = "Run the embedded store: MongoDB's protocol on one file, every write on disk before its answer.")
final class StoreCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "27018", description = "0 takes a free one")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "${DEFAULT-VALUE}")
    private String bind = "127.0.0.1";

    @Option(names = "--allow-remote", description = "permit an address that others can reach; there is no password")
    private boolean remote;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "where the data is")
    private Path data = Path.of("");

    @Option(
            names = "--checkpoint-bytes",
            paramLabel = "BYTES",
            defaultValue = "" + StoreSettings.CHECKPOINT_BYTES,
            description = "how much journal may pile up between two writings of the file (${DEFAULT-VALUE})")
    private int checkpointBytes;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    StoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        InetAddress address = checkedAddress();
        StoreServer store =
                open(new StoreSettings(data, new InetSocketAddress(address, port), checkpointBytes, this::endBroken));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(store), "store-close"));
        terminal.out()
                .println("noon store ready on " + bind + ":" + store.address().getPort());
        Thread.currentThread().join();
        return Exit.DONE;
    }

    private InetAddress checkedAddress() {
        try {
            InetAddress address = InetAddress.getByName(bind);
            if (!address.isLoopbackAddress() && !remote) {
                throw new CliFailure(
                        Exit.USAGE,
                        "--bind is " + bind + "; must be a loopback address, since the store has no authentication"
                                + "\n--allow-remote permits it in a network where everybody may read and write all");
            }
            if (!address.isLoopbackAddress()) {
                terminal.err()
                        .println("noon store: warning: no authentication; whoever reaches " + bind
                                + " may read and write everything");
            }
            return address;
        } catch (UnknownHostException e) {
            throw new CliFailure(Exit.USAGE, "--bind is " + bind + "; must be an address of this machine");
        }
    }

    private static StoreServer open(StoreSettings settings) {
        try {
            return StoreServer.open(settings);
        } catch (StoreInUse | StoreDamaged e) {
            throw new CliFailure(Exit.REFUSED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new CliFailure(
                    Exit.REFUSED, "the store cannot open " + settings.data() + " on " + settings.bind() + ": " + e);
        }
    }

    private void close(StoreServer store) {
        store.close();
        terminal.out().println("noon store closed");
    }

    private void endBroken(RuntimeException reason) {
        terminal.err().println("noon store: the data cannot be written, ending: " + reason);
        Runtime.getRuntime().halt(Exit.REFUSED);
    }
}
