package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script that users start, in a checkout of empty files with a Java and a Maven that only say that they ran. */
class LauncherTest {

    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-01-02T00:00:00Z");

    private final Path root;
    private final Path jdk;
    private final Path launcher;

    LauncherTest(@TempDir Path directory) throws IOException {
        root = directory.toRealPath().resolve("check out");
        jdk = directory.toRealPath().resolve("jdk");
        launcher = root.resolve("noon");
        Files.createDirectories(root);
        Files.copy(Path.of("../noon"), launcher);
        for (String module : List.of("cache-jcache", "admin-ejb", "gateway-web", "apiops-cli")) {
            file(module + "/pom.xml", OLD);
            file(module + "/src/main/java/A.java", OLD);
        }
        file("pom.xml", OLD);
        file("apiops-cli/target/noon-cli.jar", NEW);
        file("gateway-web/target/gateway-web.war", NEW);
        file("gateway-web/target/runtime/payara-micro.jar", NEW);
        script(jdk.resolve("bin/java"), "printf '%s|' java \"$NOON_HOME\" \"$@\"; echo");
        script(jdk.resolve("bin/mvn"), "printf '%s|' mvn \"$@\" >>\"$NOON_HOME/mvn.txt\"; exit ${MVN_EXIT:-0}");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    }

    @Test
    void itIsValidShell() throws Exception {
        assertThat(run(Map.of(), "bash", "-n", launcher.toString()).exit()).isZero();
    }

    @Test
    void itRunsTheArchiveWithAllWordsFromAnywhereAndThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(jdk.resolve("noon-link"), launcher);
        Path second = Files.createSymbolicLink(jdk.resolve("bin/noon"), Path.of("../noon-link"));

        Typed ran = run(Map.of(), second.toString(), "get", "Up stream", "*", "");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("java|" + root + "|")
                .endsWith("|-jar|" + root + "/apiops-cli/target/noon-cli.jar|get|Up stream|*||\n");
        assertThat(link).isSymbolicLink();
        assertThat(root.resolve("mvn.txt")).doesNotExist();
    }

    @Test
    void itBuildsWhatIsOlderThanItsSourcesAndOnlyThat() throws Exception {
        file("admin-ejb/src/main/java/A.java", NEW.plusSeconds(9));

        run(Map.of(), launcher.toString(), "history");
        assertThat(root.resolve("mvn.txt")).doesNotExist();

        Typed up = run(Map.of(), launcher.toString(), "up");
        assertThat(up.err()).contains("building what has changed");
        assertThat(up.out()).endsWith("|up|\n");
        assertThat(root.resolve("mvn.txt")).content().contains("|-pl|gateway-web|-am|package|");
        assertThat(root.resolve("gateway-web/target/.noon-built")).exists();

        Files.delete(root.resolve("mvn.txt"));
        run(Map.of(), launcher.toString(), "up");
        assertThat(root.resolve("mvn.txt")).doesNotExist();
    }

    @Test
    void itBuildsEverythingOnTheFirstRun() throws Exception {
        Files.delete(root.resolve("apiops-cli/target/noon-cli.jar"));
        Files.delete(root.resolve("apiops-cli/target"));
        Files.delete(root.resolve("gateway-web/target/gateway-web.war"));

        Typed up = run(Map.of("MVN_EXIT", "1"), launcher.toString(), "up");

        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.err())
                .contains("building (first run, about")
                .contains("the build has failed; the whole log is " + root + "/.noon/logs/build.log");
        assertThat(root.resolve("mvn.txt")).content().contains("|-pl|apiops-cli,gateway-web|-am|package|");
    }

    @Test
    void itSaysWhichJavaItNeeds() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        Typed old = run(Map.of(), launcher.toString(), "history");
        Typed none = run(Map.of("JAVA_HOME", "/nowhere"), launcher.toString(), "history");

        assertThat(old.exit()).isEqualTo(1);
        assertThat(old.err()).contains("is Java 11; Noon needs 17 or newer");
        assertThat(none.err()).contains("JAVA_HOME is /nowhere");
    }

    private Typed run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(jdk, "out", "");
        Path err = Files.createTempFile(jdk, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(jdk.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Typed(exit, text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private void file(String name, Instant modified) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
