package dev.noon.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a gateway node is started: the server's files with their {@code ${NOON_…}} filled in, and the command line. The
 * copies lie in the node's directory and can be read only by the owner, since the store's address may hold a password.
 */
final class NodeProcess {

    static final List<String> SERVER_FILES =
            List.of("jvm.options", "pre-boot.asadmin", "post-deploy.asadmin", "hazelcast.xml", "logging.properties");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(NOON_[A-Z_]+)}");

    private final ClusterPlan plan;
    private final int number;
    private final String name;
    private final Path directory;

    NodeProcess(ClusterPlan plan, int number) {
        this.plan = plan;
        this.number = number;
        this.name = ClusterPlan.nodeName(number);
        this.directory = plan.layout().node(name);
    }

    /** Writes the node's files and says how to start it. */
    Launch prepare() {
        try {
            ServerRoot.renew(directory);
            Files.createDirectories(directory.resolve("runtime"));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            for (String file : SERVER_FILES) {
                Files.writeString(
                        directory.resolve(file),
                        filled(Files.readString(plan.home().serverFile(file)), file.equals("jvm.options")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the files of " + name, e);
        }
        return new Launch(name, command(), plan.layout().log(name), plan.ports().bind(), ports());
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(Home.java(), "@" + directory.resolve("jvm.options")));
        plan.https().ifPresent(tls -> {
            command.add("-Dnoon.https.port=" + tls.port(number));
            command.add("-Dnoon.https.certificates=" + tls.certificates().toAbsolutePath());
        });
        command.addAll(List.of(
                "-jar",
                plan.home().payara().toString(),
                "--rootdir",
                ServerRoot.of(directory).toString(),
                "--unpackdir",
                directory.resolve("runtime").toString(),
                "--port",
                Integer.toString(plan.ports().http(number)),
                "--prebootcommandfile",
                directory.resolve("pre-boot.asadmin").toString(),
                "--postdeploycommandfile",
                directory.resolve("post-deploy.asadmin").toString(),
                "--hzconfigfile",
                directory.resolve("hazelcast.xml").toString(),
                "--logproperties",
                directory.resolve("logging.properties").toString(),
                "--name",
                name,
                "--nohostaware",
                "--disablephonehome",
                "--deploy",
                plan.home().war().toString(),
                "--contextroot",
                "/"));
        return command;
    }

    private Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("http", plan.ports().http(number));
        ports.put("admin", plan.ports().admin(number));
        ports.put("grid", plan.ports().grid(number));
        plan.https().ifPresent(tls -> ports.put("https", tls.port(number)));
        return ports;
    }

    private Map<String, String> values() {
        String members = IntStream.rangeClosed(1, plan.nodes())
                .mapToObj(node -> plan.ports().bind() + ":" + plan.ports().grid(node))
                .collect(Collectors.joining(","));
        return Map.ofEntries(
                Map.entry("NOON_HEAP", plan.heap()),
                Map.entry("NOON_BIND", plan.ports().bind()),
                Map.entry("NOON_HTTP_PORT", Integer.toString(plan.ports().http(number))),
                Map.entry("NOON_ADMIN_PORT", Integer.toString(plan.ports().admin(number))),
                Map.entry("NOON_GRID_PORT", Integer.toString(plan.ports().grid(number))),
                Map.entry("NOON_GRID_MEMBERS", members),
                Map.entry("NOON_GRID_QUORUM", Integer.toString(plan.quorum())),
                Map.entry("NOON_GRID_PROTECTED", Boolean.toString(plan.nodes() > 1)),
                // The sample upstream, and those of whoever tries something, are here.
                Map.entry("NOON_UPSTREAM_LOOPBACK", "true"),
                Map.entry("NOON_NODE", name),
                Map.entry("NOON_ENV", ClusterPlan.ENVIRONMENT),
                Map.entry("NOON_DATA", directory.toString()),
                Map.entry("NOON_MONGO_URI", plan.mongoUri()),
                Map.entry("NOON_TOKEN_FILE", plan.layout().adminToken().toString()),
                Map.entry("NOON_SECRETS_KEY_FILE", plan.layout().secretsKey().toString()));
    }

    private String filled(String text, boolean quoted) {
        Map<String, String> values = values();
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = values.getOrDefault(found.group(1), found.group());
            return Matcher.quoteReplacement(quoted ? value.replace("\\", "\\\\").replace("\"", "\\\"") : value);
        });
    }
}
