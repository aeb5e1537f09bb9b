package dev.noon.cli.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A checkout whose server is {@link FakeNode}; the server's files and the samples are the real ones. */
final class FakeHome {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private FakeHome() {}

    static Path make(Path directory) throws IOException, URISyntaxException {
        copy(REPOSITORY.resolve("docker/payara"), directory.resolve("docker/payara"));
        copy(REPOSITORY.resolve("samples"), directory.resolve("samples"));
        Path target = directory.resolve("gateway-web/target");
        Files.createDirectories(target.resolve("runtime"));
        Files.writeString(target.resolve("gateway-web.war"), "");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeNode.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        FakeNode.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()
                                .toString());
        try (OutputStream file = Files.newOutputStream(target.resolve("runtime/payara-micro.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            jar.finish();
        }
        return directory;
    }

    /** That many free ports in a row, as far as can be told. */
    static int freePorts(int count) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            int base;
            try (ServerSocket any = new ServerSocket(0)) {
                base = any.getLocalPort();
            }
            if (areFree(base, count)) {
                return base;
            }
        }
        throw new IOException("no " + count + " free ports in a row");
    }

    private static boolean areFree(int base, int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int port = base; port < base + count; port++) {
                held.add(new ServerSocket(port));
            }
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } finally {
            held.forEach(FakeHome::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
