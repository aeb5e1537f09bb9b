package dev.noon.cache.grid;

import static org.awaitility.Awaitility.await;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.server.HazelcastMemberStarter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.cache.CacheManager;

/** A member in a process of its own, with Hazelcast and JCache on its class path and nothing of Noon. */
final class MemberProcess implements AutoCloseable {
    private static final String CONFIG = """
            <hazelcast xmlns="http://www.hazelcast.com/schema/config">
              <cluster-name>%s</cluster-name>
              <properties>
                <property name="hazelcast.phone.home.enabled">false</property>
                <property name="hazelcast.socket.bind.any">false</property>
                <property name="hazelcast.logging.type">none</property>
                <property name="hazelcast.partition.count">271</property>
                <property name="hazelcast.wait.seconds.before.join">0</property>
              </properties>
              <network>
                <port auto-increment="false">0</port>
                <join>
                  <auto-detection enabled="false"/>
                  <multicast enabled="false"/>
                  <tcp-ip enabled="true"><member>%s</member></tcp-ip>
                </join>
                <interfaces enabled="true"><interface>127.0.0.1</interface></interfaces>
              </network>
            </hazelcast>
            """;

    private final Process process;

    private MemberProcess(Process process) {
        this.process = process;
    }

    /** Starts a member that joins {@code seed}; it is part of the grid some seconds later. */
    static MemberProcess start(TestGrid grid, HazelcastInstance seed, Path directory) throws IOException {
        Path config = Files.writeString(
                directory.resolve("hazelcast.xml"), CONFIG.formatted(grid.name(), TestGrid.address(seed)));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Dhazelcast.config=" + config,
                "-cp",
                jarOf(Hazelcast.class) + File.pathSeparator + jarOf(CacheManager.class),
                HazelcastMemberStarter.class.getName());
        return new MemberProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("member.log").toFile())
                .start());
    }

    /** SIGSTOP: connections stay open, nothing is answered. Returns when every thread has stopped. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
        await().pollInterval(Duration.ofMillis(5))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(this::isStopped);
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The signal is delivered thread by thread; without {@code /proc} there is nothing to look at. */
    private boolean isStopped() throws IOException {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return true;
        }
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + name + " ended with " + exit + "; expected 0");
        }
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no jar for " + type, e);
        }
    }
}
