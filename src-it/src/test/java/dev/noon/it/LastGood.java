package dev.noon.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The file in which a node keeps its last good revision, in the hands of somebody who may write it. */
record LastGood(Path file) {
    static LastGood of(Path data) {
        return new LastGood(data.resolve("last-good.jsonl"));
    }

    /** Whether {@code text} stands in one of its steps that are whole: a node writes them after its receipts. */
    boolean has(String text) throws IOException {
        String steps = Files.readString(file);
        int at = steps.indexOf(text);
        return at >= 0 && steps.indexOf("{\"sha256\"", at) > at;
    }

    /** Gives every revision another hash, and every step of the file the checksum that fits. */
    void replaceChain(String chain) throws IOException {
        StringBuilder falsified = new StringBuilder();
        StringBuilder step = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("{\"sha256\"")) {
                String sum = sha256(step.toString());
                falsified.append(step.substring(step.indexOf("{"))).append("{\"sha256\":\"" + sum + "\"}\n");
                step = new StringBuilder(sum);
            } else {
                step.append(line.replaceAll("\"chain\":\"[0-9a-f]{64}\"", "\"chain\":\"" + chain + "\""))
                        .append('\n');
            }
        }
        Files.writeString(file, falsified);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
