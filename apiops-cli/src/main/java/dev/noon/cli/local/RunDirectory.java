package dev.noon.cli.local;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The records of the processes that belong to one data directory, one file each. */
public final class RunDirectory {

    private final Layout layout;

    public RunDirectory(Layout layout) {
        this.layout = layout;
    }

    /** All records: the store, the sample upstream, the nodes in order. Files that are no records are passed over. */
    public List<ProcessRecord> all() {
        if (!Files.isDirectory(layout.run())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(layout.run())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> read(file).stream())
                    .sorted(Comparator.comparing(ProcessRecord::isNode)
                            .thenComparing(record -> record.name().equals("sample"))
                            .thenComparing(ProcessRecord::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The admin listener of the first node that is written down. */
    public Optional<String> adminUrl() {
        return all().stream()
                .filter(ProcessRecord::isNode)
                .findFirst()
                .map(node -> "http://" + Probe.host(node.bind()) + ":" + node.port("admin"));
    }

    void save(ProcessRecord record) {
        try {
            Files.createDirectories(layout.run());
            Files.writeString(file(record), record.toJson() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(ProcessRecord record) {
        try {
            Files.deleteIfExists(file(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(ProcessRecord record) {
        return layout.run().resolve(record.name() + ".json");
    }

    private static Optional<ProcessRecord> read(Path file) {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            return Optional.of(ProcessRecord.of(reader.readObject()));
        } catch (IOException | JsonException | IllegalStateException | NullPointerException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
