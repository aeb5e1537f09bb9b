package dev.noon.cli;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Spec;

/** {@code noon}: every verb, in the order in which a new user meets them. */
@Command(
        name = "noon",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Noon.Version.class,
        description = "An API gateway that can be redeployed at noon.",
        footer = {
            "",
            "Server side, started by `noon up`: noon store, noon sample (each has --help).",
            "NOON_URL names the manager, NOON_TOKEN is the administrator's token.",
            "Exit codes: 0 done, 1 refused (drift: different), 2 usage, 3 applied but not every node acknowledged,",
            "4 manager unreachable or not permitted, 10 changes (--detailed-exitcode)."
        })
public final class Noon implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private final Terminal terminal;

    private Noon(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] args) {
        int exit = run(Terminal.system(), args);
        if (exit != Exit.DONE) {
            System.exit(exit);
        }
    }

    /** Runs one command line and returns its exit code, one of {@link Exit}. */
    public static int run(Terminal terminal, String... args) {
        return commandLine(terminal).execute(args);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Noon(terminal))
                .addSubcommand(new UpCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new ApplyCommand(terminal))
                .addSubcommand(new PlanCommand(terminal))
                .addSubcommand(new RolloutCommand(terminal))
                .addSubcommand(new DeleteCommand(terminal))
                .addSubcommand(new GetCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new DriftCommand(terminal))
                .addSubcommand(new PromoteCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new HistoryCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new RollbackCommand(terminal))
                .addSubcommand(new ReceiptsCommand(terminal))
                .addSubcommand(CacheCommand.line(terminal))
                .addSubcommand(new PurgeCommand(terminal))
                .addSubcommand(BreakerCommand.line(terminal))
                .addSubcommand(BanCommand.line(terminal))
                .addSubcommand(LimitsCommand.line(terminal))
                .addSubcommand(SecretsCommand.line(terminal))
                .addSubcommand(new MembersCommand(terminal))
                .addSubcommand(new DrainCommand(terminal))
                .addSubcommand(new AuditCommand(terminal))
                .addSubcommand(TokenCommand.line(terminal))
                .addSubcommand(new DownCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new StoreCommand(terminal))
                .addSubcommand(new SampleCommand(terminal));
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setColorScheme(Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, where, parsed) -> report(terminal, failure));
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.out());
    }

    private static int report(Terminal terminal, Exception failure) {
        if (failure instanceof CliFailure expected) {
            terminal.err().println(terminal.bad("noon: " + expected.getMessage()));
            return expected.exit();
        }
        terminal.err().println(terminal.bad("noon: unexpected: " + failure));
        failure.printStackTrace(terminal.err());
        return Exit.REFUSED;
    }

    /** The version that the build wrote into the archive. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Noon.class.getPackage().getImplementationVersion();
            return new String[] {"noon " + (version == null ? "(not packaged)" : version)};
        }
    }
}
