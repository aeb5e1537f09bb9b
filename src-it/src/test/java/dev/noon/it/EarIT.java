package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.cluster.Cluster;
import dev.noon.it.http.Http;
import dev.noon.it.http.Reply;
import dev.noon.it.process.ChildProcess;
import dev.noon.it.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The EAR on a Payara Server of its own: it is loaded, and its gateway answers. */
@OnCluster
class EarIT {
    private static final int PORT_BLOCK = 100;
    private static final int HTTP = 80;
    private static final int ADMIN = 48;
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Cluster cluster;
    private final Path directory;
    private final Path server;
    private final int portBase = new Ports().freeBlock(PORT_BLOCK);
    private final Http http = new Http();

    EarIT(Cluster cluster) {
        this.cluster = cluster;
        this.directory = cluster.checkout().scratch("ear");
        this.server = cluster.checkout().scratch("payara-server/payara6");
    }

    @Test
    void theEarIsLoadedAndItsGatewayAnswers() throws IOException, InterruptedException {
        Cluster.empty(directory);
        assertThat(Files.isDirectory(server))
                .as(server + " is unpacked by Maven")
                .isTrue();
        asadmin(
                "create-domain",
                "--nopassword=true",
                "--domaindir",
                directory.resolve("domains").toString(),
                "--portbase",
                Integer.toString(portBase),
                "noon");
        ChildProcess domain = ChildProcess.start(
                "payara-server",
                new ChildProcess.Command(
                        command(
                                "start-domain",
                                "--verbose",
                                "--domaindir",
                                directory.resolve("domains").toString(),
                                "noon"),
                        environment(),
                        directory.resolve("server.log")));
        try {
            awaitServer(domain);
            asadmin(
                    "--port",
                    Integer.toString(portBase + ADMIN),
                    "deploy",
                    cluster.checkout().ear().toString());
            String applications = asadmin("--port", Integer.toString(portBase + ADMIN), "list-applications");
            assertThat(applications).contains("gateway-ear").contains("ear");
            awaitGateway();
        } catch (RuntimeException | AssertionError e) {
            System.out.println(String.join("\n", domain.tail(80)));
            throw e;
        } finally {
            domain.stop(Duration.ofSeconds(2));
        }
    }

    private void awaitServer(ChildProcess domain) {
        Awaitility.await("Payara Server listens")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    domain.requireAlive();
                    return answers(portBase + HTTP);
                });
    }

    private void awaitGateway() {
        Awaitility.await("the EAR's gateway says that it has no route")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    Reply reply = http.get(URI.create("http://127.0.0.1:" + (portBase + HTTP) + "/no-such-route"));
                    assertThat(reply.status()).isEqualTo(404);
                    assertThat(reply.problem()).as(reply.toString()).isTrue();
                });
    }

    private boolean answers(int port) {
        try {
            return http.get(URI.create("http://127.0.0.1:" + port + "/")).status() > 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** An environment of its own in the shared store; a port without a listener keeps the admin API closed. */
    private Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "AS_JAVA", System.getProperty("java.home"),
                "NOON_MONGO_URI", cluster.store().uri(),
                "NOON_ENV", "ear",
                "NOON_NODE", "ear-1",
                "NOON_ADMIN_PORT", Integer.toString(portBase + 1),
                "NOON_DATA", directory.resolve("data").toString());
    }

    private List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(server.resolve("bin/asadmin").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private String asadmin(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "asadmin", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command(arguments)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment());
        int exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
