package dev.noon.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.Typed;
import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpDownTest {

    private final Path home;
    private final Path data;
    private final int ports = FakeHome.freePorts(8);
    private final List<ProcessRecord> mustEnd = new ArrayList<>();

    UpDownTest(@TempDir Path directory) throws Exception {
        home = FakeHome.make(directory.resolve("home with blanks"));
        data = directory.resolve("data with blanks");
    }

    @AfterEach
    void nothingIsLeft() {
        noon("down");
        assertThat(mustEnd).noneMatch(ProcessRecord::isAlive);
        assertThat(records()).isEmpty();
    }

    @Test
    void upStartsAllAndDownLeavesNothing() throws IOException {
        Typed up = up(2);
        rememberProcesses();

        assertThat(up.err()).isEmpty();
        assertThat(up.exit()).isEqualTo(Exit.DONE);
        assertThat(up.out()).contains("node-2", "2 of 2 nodes live", "revision 1 serves on every node", "curl -i");
        assertThat(mustEnd).hasSize(4).allMatch(ProcessRecord::isAlive);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin-token"))))
                .isEqualTo("rw-------");
        assertThat(up.out() + up.err())
                .doesNotContain(Files.readString(data.resolve("admin-token")).strip());

        Typed status = noon("status");
        assertThat(status.exit()).isEqualTo(Exit.DONE);
        assertThat(status.out()).contains("node-1").contains("ready").contains("store");

        Typed again = up(2);
        assertThat(again.exit()).isEqualTo(Exit.DONE);
        assertThat(again.out()).contains("already running here with 2 nodes");

        Typed down = noon("down");
        assertThat(down.exit()).isEqualTo(Exit.DONE);
        assertThat(down.out()).contains("node-1   stopped after", "store    stopped after");
        assertThat(mustEnd).noneMatch(ProcessRecord::isAlive);
        assertThat(records()).isEmpty();
        assertThat(noon("down").out()).startsWith("nothing is running");
    }

    @Test
    void everyPlaceholderIsFilledAndTheFilesAreTheOwners() throws IOException {
        up(1);
        rememberProcesses();

        Path node = data.resolve("nodes/node-1");
        for (String file : NodeProcess.SERVER_FILES) {
            assertThat(node.resolve(file)).content().as(file).doesNotContain("${NOON_");
        }
        assertThat(node.resolve("jvm.options"))
                .content()
                .contains("-Dnoon.node=node-1")
                .contains("-Dnoon.grid.members=127.0.0.1:" + (ports + 4))
                .contains("-Dnoon.grid.quorum=2\n-Dnoon.grid.protected=false\n")
                .contains("-Dnoon.mongo.uri=mongodb://127.0.0.1:" + (ports + 6) + "/noon");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecondStartKeepsItsStateAndDoesNotApplyTheSamplesAgain() throws IOException {
        up(1);
        rememberProcesses();
        noon("down");
        String token = Files.readString(data.resolve("admin-token"));

        Typed second = up(1);
        rememberProcesses();

        assertThat(second.out()).contains("samples  kept: revision 1 is in force");
        assertThat(Files.readAllLines(data.resolve("nodes/node-1").resolve(FakeNode.APPLIES)))
                .hasSize(1)
                .allSatisfy(body -> assertThat(body)
                        .contains("kind: ApiProxy")
                        .contains("http://127.0.0.1:" + (ports + 7))
                        .doesNotContain("127.0.0.1:9000"));
        assertThat(data.resolve("admin-token")).content().isEqualTo(token);
    }

    @Test
    void aNodeThatEndsIsNamedWithWhatItSaidAndEverythingIsTakenBack() throws IOException {
        Files.createDirectories(data.resolve("nodes/node-2"));
        Files.writeString(data.resolve("nodes/node-2").resolve(FakeNode.FAIL), "");

        Typed up = up(2);

        assertThat(up.exit()).isEqualTo(Exit.REFUSED);
        assertThat(up.err())
                .contains("node-2 has ended while starting")
                .contains(data.resolve("logs/node-2.log").toString())
                .contains("the fake node cannot go on");
        assertThat(up.out()).contains("store    stopped after");
        assertThat(records()).isEmpty();
    }

    @Test
    void upStartsAgainWhatHasEnded() {
        up(1);
        rememberProcesses();
        ProcessHandle store = record("store").handle().orElseThrow();
        store.destroyForcibly();
        store.onExit().join();
        assertThat(noon("status").exit()).isEqualTo(Exit.REFUSED);

        Typed again = up(1);
        rememberProcesses();

        assertThat(again.exit()).isEqualTo(Exit.DONE);
        assertThat(again.out()).contains("Starting again what has ended", "already running here with 1 node");
        assertThat(record("store").pid()).isNotEqualTo(store.pid());
        assertThat(noon("status").exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatMovesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(ports + 2, 1, InetAddress.getLoopbackAddress())) {
            Typed up = up(1);

            assertThat(up.exit()).isEqualTo(Exit.REFUSED);
            assertThat(up.err())
                    .contains("port " + taken.getLocalPort() + ", for administration of node-1, is taken")
                    .contains("--admin-port");
        }
        assertThat(records()).isEmpty();
    }

    @Test
    void twoPurposesForOnePortAreRefused() {
        Typed up = noon(words(1, "--admin-port", Integer.toString(ports)));

        assertThat(up.err())
                .contains("port " + ports + " would be for traffic of node-1 and for administration of node-1");
    }

    @Test
    void nodesSpeakTlsWithCertificatesThatAreThere(@TempDir Path certificates) throws IOException {
        Typed alone = noon(words(1, "--https-port", "8443"));
        assertThat(alone.exit()).isEqualTo(Exit.USAGE);
        assertThat(alone.err()).contains("--https-port and --certificates come together");

        String[] both =
                words(1, "--https-port", Integer.toString(ports + 1), "--certificates", certificates.toString());
        Files.createFile(certificates.resolve("default.crt"));
        Typed keyless = noon(both);
        assertThat(keyless.exit()).isEqualTo(Exit.REFUSED);
        assertThat(keyless.err()).contains(certificates + " has no NAME.crt with a NAME.key beside it");

        Files.createFile(certificates.resolve("default.key"));
        assertThat(noon(both).err()).isEmpty();
        rememberProcesses();
        assertThat(data.resolve("logs/node-1.log"))
                .content()
                .contains("certificates " + certificates + " at " + (ports + 1));
    }

    @Test
    void whatIsNotBuiltIsNamed() throws IOException {
        Files.delete(home.resolve("gateway-web/target/gateway-web.war"));

        Typed up = up(1);

        assertThat(up.exit()).isEqualTo(Exit.REFUSED);
        assertThat(up.err()).contains("gateway-web.war is missing");
    }

    @Test
    void aStrangerWithAnOldNumberIsLeftAlone() {
        ProcessHandle self = ProcessHandle.current();
        Instant earlier = self.info().startInstant().orElse(Instant.EPOCH).minus(Duration.ofHours(1));
        new RunDirectory(new Layout(data))
                .save(new ProcessRecord(
                        self.pid(),
                        earlier,
                        new Launch(
                                "node-1",
                                List.of("no-such-program"),
                                data.resolve("logs/node-1.log"),
                                "127.0.0.1",
                                Map.of("http", 1, "admin", 2))));

        assertThat(noon("status").out()).contains("ended");
        assertThat(noon("down").out()).contains("had ended already");

        assertThat(self.isAlive()).isTrue();
    }

    private Typed up(int nodes) {
        return noon(words(nodes));
    }

    private String[] words(int nodes, String... more) {
        List<String> words = new ArrayList<>(List.of("up", "--nodes", Integer.toString(nodes)));
        List<String> given = List.of(more);
        Map<String, Integer> bases = Map.of(
                "--http-port", ports,
                "--admin-port", ports + 2,
                "--grid-port", ports + 4,
                "--store-port", ports + 6,
                "--sample-port", ports + 7);
        bases.forEach((option, port) -> {
            if (!given.contains(option)) {
                words.addAll(List.of(option, port.toString()));
            }
        });
        words.addAll(List.of("--wait", "60"));
        words.addAll(given);
        return words.toArray(String[]::new);
    }

    private Typed noon(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return Typed.noon(Map.of("NOON_HOME", home.toString()), all.toArray(String[]::new));
    }

    private void rememberProcesses() {
        mustEnd.addAll(new RunDirectory(new Layout(data)).all());
    }

    private ProcessRecord record(String name) {
        return new RunDirectory(new Layout(data))
                .all().stream()
                        .filter(record -> record.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private List<Path> records() {
        if (!Files.isDirectory(data.resolve("run"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(data.resolve("run"))) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
