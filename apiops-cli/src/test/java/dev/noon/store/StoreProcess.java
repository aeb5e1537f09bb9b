package dev.noon.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A store in a JVM of its own, on a free port. */
final class StoreProcess implements AutoCloseable {

    private final Process process;
    private final String firstLine;

    private StoreProcess(Process process, String firstLine) {
        this.process = process;
        this.firstLine = firstLine;
    }

    /** Starts one and waits for the first line it prints. */
    static StoreProcess start(Path data, int checkpointBytes) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.noon.cli.Noon",
                        "store",
                        "--port",
                        "0",
                        "--checkpoint-bytes",
                        Integer.toString(checkpointBytes),
                        "--data",
                        data.toString()))
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        return new StoreProcess(process, line == null ? "" : line);
    }

    String firstLine() {
        return firstLine;
    }

    MongoClient client() {
        String address = firstLine.substring(firstLine.lastIndexOf(' ') + 1);
        return MongoClients.create("mongodb://" + address
                + "/?serverSelectionTimeoutMS=5000&connectTimeoutMS=2000&socketTimeoutMS=10000&retryWrites=false");
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the store did not end within 20 s of SIGTERM");
        }
        return process.exitValue();
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
