package dev.noon.control;

import dev.noon.control.secret.Sealed;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.Kind;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last good revision in {@code last-good.jsonl}: a head line, a line per definition, a line with the SHA-256 of all
 * bytes before it. Written beside and renamed into place, readable by the owner alone; what does not add up when it is
 * read is ignored with a warning.
 */
public final class LastGoodFile implements LastGood {
    private static final Logger LOG = System.getLogger(LastGoodFile.class.getName());
    private static final String FORMAT = "noon-last-good-1";
    private static final String NAME = "last-good.jsonl";

    private final Path directory;
    private final String environment;
    private final Bodies bodies;
    private final SealedTexts secrets;
    private final JsonBuilderFactory builders = Json.createBuilderFactory(Map.of());
    private final JsonReaderFactory readers = Json.createReaderFactory(Map.of());

    /** @param directory the node's data directory; made when it does not exist */
    public LastGoodFile(Path directory, String environment, Bodies bodies, SealedTexts secrets) {
        this.directory = directory;
        this.environment = environment;
        this.bodies = bodies;
        this.secrets = secrets;
    }

    @Override
    public Optional<Tip> read() {
        Path file = directory.resolve(NAME);
        try {
            return Files.exists(file) ? Optional.of(parse(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "{0} is ignored: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void keep(Tip tip) {
        Path file = directory.resolve(NAME);
        try {
            byte[] bytes = write(tip);
            Files.createDirectories(directory, ownerOnly("rwx------"));
            Path beside = directory.resolve(NAME + ".tmp");
            Files.deleteIfExists(beside);
            Files.createFile(beside, ownerOnly("rw-------"));
            Files.write(beside, bytes);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | StoreUnavailable | DamagedLog e) {
            LOG.log(Level.WARNING, "revision {0} not kept in {1}: {2}", tip.number(), file, e.getMessage());
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private byte[] write(Tip tip) {
        List<String> hashes = tip.manifest().entries().values().stream()
                .map(Manifest.Entry::hash)
                .toList();
        Map<String, String> texts = bodies.texts(hashes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(
                out,
                builders.createObjectBuilder()
                        .add("format", FORMAT)
                        .add("environment", environment)
                        .add("revision", tip.number())
                        .add("chain", tip.chain())
                        .add("content", tip.set().hash())
                        .build());
        tip.manifest().entries().forEach((id, entry) -> line(out, entry(id, entry, texts, sealed(tip, id))));
        line(
                out,
                builders.createObjectBuilder()
                        .add("sha256", Digest.hexOf(out.toByteArray()))
                        .build());
        return out.toByteArray();
    }

    /** Sealed secrets of a definition, by fingerprint. */
    private JsonObject sealed(Tip tip, DefinitionId id) {
        JsonObjectBuilder sealed = builders.createObjectBuilder();
        tip.set().find(id).map(Versioned::definition).map(Definition::secrets).orElse(Map.of()).values().stream()
                .flatMap(secret -> secret.fingerprint().stream())
                .flatMap(fingerprint -> secrets.find(fingerprint).stream())
                .forEach(found -> sealed.add(found.fingerprint(), found.text()));
        return sealed.build();
    }

    private JsonObject entry(DefinitionId id, Manifest.Entry entry, Map<String, String> texts, JsonObject sealed) {
        JsonObjectBuilder line = builders.createObjectBuilder()
                .add("kind", id.kind().text())
                .add("name", id.name())
                .add("hash", entry.hash())
                .add("generation", entry.generation())
                .add("revision", entry.revision())
                .add("text", texts.getOrDefault(entry.hash(), ""));
        return sealed.isEmpty() ? line.build() : line.add("sealed", sealed).build();
    }

    private static void line(ByteArrayOutputStream out, JsonObject json) {
        out.writeBytes(json.toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private Tip parse(byte[] bytes) {
        int last = lastLine(bytes);
        String sum = json(new String(bytes, last, bytes.length - last, StandardCharsets.UTF_8))
                .getString("sha256");
        expect("checksum", Digest.hexOf(Arrays.copyOf(bytes, last)), sum);
        List<String> lines =
                new String(bytes, 0, last, StandardCharsets.UTF_8).lines().toList();
        JsonObject head = json(lines.get(0));
        expect("format", head.getString("format"), FORMAT);
        expect("environment", head.getString("environment"), environment);
        SortedMap<DefinitionId, Manifest.Entry> entries = new TreeMap<>();
        SortedMap<DefinitionId, Versioned> definitions = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            definition(json(line), entries, definitions);
        }
        Manifest manifest = Manifest.of(entries);
        expect("content hash", manifest.content().hex(), head.getString("content"));
        long number = head.getJsonNumber("revision").longValueExact();
        DefinitionSet set =
                new DefinitionSet(number, manifest.content().hex(), Collections.unmodifiableSortedMap(definitions));
        return new Tip(number, head.getString("chain"), manifest, set);
    }

    private void definition(
            JsonObject line,
            SortedMap<DefinitionId, Manifest.Entry> entries,
            SortedMap<DefinitionId, Versioned> definitions) {
        Kind kind = Kind.of(line.getString("kind")).orElseThrow();
        DefinitionId id = new DefinitionId(kind, line.getString("name"));
        String text = line.getString("text");
        Manifest.Entry entry = new Manifest.Entry(
                Digest.hexOf(text.getBytes(StandardCharsets.UTF_8)),
                line.getJsonNumber("generation").longValueExact(),
                line.getJsonNumber("revision").longValueExact());
        expect("hash of " + id, entry.hash(), line.getString("hash"));
        entries.put(id, entry);
        definitions.put(
                id, new Versioned(bodies.parse(entry.hash(), text).definition(), entry.hash(), entry.generation()));
        bodies.remember(entry.hash(), text);
        if (line.containsKey("sealed")) {
            JsonObject sealed = line.getJsonObject("sealed");
            sealed.keySet()
                    .forEach(fingerprint -> secrets.remember(
                            new Sealed(fingerprint, sealed.getString(fingerprint)), entry.generation()));
        }
    }

    private static int lastLine(byte[] bytes) {
        int at = bytes.length - 2;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        if (bytes.length < 2 || bytes[bytes.length - 1] != '\n') {
            throw new IllegalArgumentException("it ends in the middle of a line");
        }
        return at + 1;
    }

    private JsonObject json(String line) {
        try (JsonReader reader = readers.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    private static void expect(String what, String found, String expected) {
        if (!found.equals(expected)) {
            throw new IllegalArgumentException(what + " is " + found + "; expected " + expected);
        }
    }
}
