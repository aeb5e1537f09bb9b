package dev.noon.it.bench;

import dev.noon.it.process.ProcessFigures;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How much more heap a node holds while a very long body goes through it, in either direction. */
final class Bodies {
    private static final Set<String> OPTIONS = Set.of("mib", "heap");

    private final long bytes;
    private final double limitMib;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private double most;

    private Bodies(Options options) {
        this.bytes = (long) options.count("mib", 1024) << 20;
        this.limitMib = options.ratio("heap", 64);
    }

    /** Sends the bodies; 1 if the heap grew too much or a body was not whole. */
    static int run(List<String> arguments) throws IOException, InterruptedException {
        return new Bodies(Options.of(arguments, OPTIONS)).run();
    }

    private int run() throws IOException, InterruptedException {
        try (Stage stage = Stage.open(
                "bodies", Duration.ZERO, Stage.spec("bodies").withJvmOption("-Dnoon.client.body.bytes=" + 2 * bytes))) {
            stage.file("large.bin", bytes);
            long warm = down(stage, Long.MAX_VALUE) + up(stage, Long.MAX_VALUE);
            most = 0;
            long before = heapKib(stage);
            boolean held = warm == 2 * bytes;
            long down = down(stage, before);
            held &= stage.figure("answer: heap held half-way, MiB more", most, "<", limitMib);
            most = 0;
            long up = up(stage, before);
            held &= stage.figure("request: heap held half-way, MiB more", most, "<", limitMib);
            held &= stage.figure("bytes lost", 2.0 * bytes - down - up, "<", 1);
            return stage.verdict(held);
        }
    }

    private long down(Stage stage, long before) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(stage.url("/origin/large.bin")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        byte[] buffer = new byte[1 << 16];
        long got = 0;
        try (InputStream body = response.body()) {
            boolean looked = false;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                got += count;
                if (!looked && got >= bytes / 2) {
                    looked = true;
                    look(stage, before);
                }
            }
        }
        print("answer of", got, begin);
        return got;
    }

    private long up(Stage stage, long before) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(stage.url("/late"))
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(() -> new Zeros(stage, before)), bytes))
                .build();
        String answer = client.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .strip();
        long got = Long.parseLong(answer.split(" ", -1)[0]);
        print("request of", got, begin);
        return got;
    }

    private void look(Stage stage, long before) {
        if (before < Long.MAX_VALUE) {
            most = Math.max(most, (heapKib(stage) - before) / 1024.0);
        }
    }

    private static long heapKib(Stage stage) {
        return ProcessFigures.of(stage.node().pid()).heapKib();
    }

    private static void print(String what, long got, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s %d MiB in %.1f s, %.0f MiB/s%n", what, got >> 20, seconds, (got >> 20) / seconds);
    }

    /** So many zeros; half-way it looks at the node's heap, while that waits for more. */
    private final class Zeros extends InputStream {
        private final Stage stage;
        private final long before;
        private long left = bytes;
        private boolean looked;

        Zeros(Stage stage, long before) {
            this.stage = stage;
            this.before = before;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            if (!looked && left <= bytes / 2) {
                looked = true;
                look(stage, before);
            }
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(into, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }
    }
}
