package dev.noon.it.cluster;

import dev.noon.it.http.Http;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns a cluster's addresses into nodes: their server files and their command lines. Immutable. */
record NodePlan(ClusterSpec spec, Checkout checkout, List<NodeAddress> addresses, List<String> storeUris, Keys keys) {
    /** The files that hold the administrator's token, and the keys that seal secrets. */
    record Keys(Path token, Path secrets) {}

    /** Node {@code number}, from 1, not started. */
    Node node(int number, Http http) {
        String name = "node-" + number;
        NodeAddress address = addresses.get(number - 1);
        Path directory = spec.directory().resolve(name);
        Cluster.empty(directory.resolve("runtime"));
        ServerFiles files = ServerFiles.fill(
                checkout.serverFiles(), directory.resolve("server"), values(number, address, directory));
        List<String> command = spec.sites().node(number).command(command(name, address.http(), files));
        return new Node(name, address, new Node.Launch(directory, command), http);
    }

    private Map<String, String> values(int number, NodeAddress address, Path directory) {
        String members = addresses.stream().map(NodeAddress::member).collect(Collectors.joining(","));
        return Map.ofEntries(
                Map.entry("NOON_HTTP_PORT", Integer.toString(address.http())),
                Map.entry("NOON_ADMIN_PORT", Integer.toString(address.admin())),
                Map.entry("NOON_GRID_PORT", Integer.toString(address.grid())),
                Map.entry("NOON_GRID_MEMBERS", members),
                Map.entry("NOON_GRID_QUORUM", Integer.toString(Math.max(2, addresses.size() / 2 + 1))),
                Map.entry("NOON_GRID_PROTECTED", Boolean.toString(addresses.size() > 1)),
                Map.entry("NOON_BIND", address.host()),
                Map.entry("NOON_UPSTREAM_LOOPBACK", "true"),
                Map.entry("NOON_NODE", "node-" + number),
                Map.entry("NOON_DATA", directory.resolve("data").toString()),
                Map.entry("NOON_ENV", spec.environment()),
                Map.entry("NOON_MONGO_URI", storeUris.get(number - 1)),
                Map.entry("NOON_TOKEN_FILE", keys.token().toString()),
                Map.entry("NOON_SECRETS_KEY_FILE", keys.secrets().toString()),
                Map.entry("NOON_HEAP", spec.heap()));
    }

    private List<String> command(String name, int port, ServerFiles files) {
        Path directory = spec.directory().resolve(name);
        List<String> command = new ArrayList<>(List.of(Cluster.java()));
        command.addAll(files.jvm());
        command.addAll(spec.jvmOptions());
        command.addAll(List.of("-jar", checkout.microJar().toString()));
        command.addAll(List.of("--rootdir", directory.resolve("payara").toString()));
        command.addAll(List.of("--unpackdir", directory.resolve("runtime").toString()));
        command.addAll(List.of("--port", Integer.toString(port), "--name", name));
        command.addAll(files.server());
        command.addAll(List.of("--nohostaware", "--disablephonehome"));
        command.addAll(List.of("--deploy", checkout.war().toString(), "--contextroot", "/"));
        spec.archives().forEach(archive -> command.addAll(List.of("--deploy", archive)));
        return command;
    }
}
