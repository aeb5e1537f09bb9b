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
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands in a {@link LastGoodFile}: steps from revision to revision, the first from nothing. A step is a line that
 * names the revision, a line per definition that differs, without a text if it is gone, and a line with the SHA-256
 * over the checksum of the step before and all bytes of its own lines. Stateless.
 */
final class LastGoodSteps {
    private static final String FORMAT = "noon-last-good-2";
    private static final String SUM = "{\"sha256\":\"";

    private final String environment;
    private final Bodies bodies;
    private final SealedTexts secrets;
    private final JsonBuilderFactory builders = Json.createBuilderFactory(Map.of());
    private final JsonReaderFactory readers = Json.createReaderFactory(Map.of());

    LastGoodSteps(String environment, Bodies bodies, SealedTexts secrets) {
        this.environment = environment;
        this.bodies = bodies;
        this.secrets = secrets;
    }

    /** A step's lines, and the checksum at their end. */
    record Step(byte[] bytes, String sum) {}

    /**
     * The step to {@code tip} after the one that ended with {@code previousSum}.
     *
     * @throws StoreUnavailable if a text is not at hand and the store does not answer
     */
    Step step(String previousSum, Tip tip, List<DefinitionId> changed) {
        List<String> hashes = changed.stream()
                .flatMap(id -> tip.manifest().find(id).stream())
                .map(Manifest.Entry::hash)
                .toList();
        Map<String, String> texts = bodies.texts(hashes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, head(tip));
        changed.forEach(id -> line(out, definition(id, tip, texts)));
        String sum = sum(previousSum, out.toByteArray());
        line(out, builders.createObjectBuilder().add("sha256", sum).build());
        return new Step(out.toByteArray(), sum);
    }

    /**
     * Where the last whole step of {@code bytes} leads.
     *
     * @throws RuntimeException if there is none, or what it leads to does not add up
     */
    Tip read(byte[] bytes) {
        SortedMap<DefinitionId, JsonObject> lines = new TreeMap<>();
        JsonObject head = JsonObject.EMPTY_JSON_OBJECT;
        for (String step : wholeSteps(bytes)) {
            List<String> all = step.lines().toList();
            head = json(all.get(0));
            expect("format", head.getString("format"), FORMAT);
            expect("environment", head.getString("environment"), environment);
            all.subList(1, all.size()).stream().map(this::json).forEach(line -> take(line, lines));
        }
        return tip(head, lines);
    }

    private JsonObject head(Tip tip) {
        return builders.createObjectBuilder()
                .add("format", FORMAT)
                .add("environment", environment)
                .add("revision", tip.number())
                .add("chain", tip.chain())
                .add("content", tip.set().hash())
                .build();
    }

    private JsonObject definition(DefinitionId id, Tip tip, Map<String, String> texts) {
        JsonObjectBuilder line =
                builders.createObjectBuilder().add("kind", id.kind().text()).add("name", id.name());
        tip.manifest().find(id).ifPresent(entry -> {
            line.add("hash", entry.hash())
                    .add("generation", entry.generation())
                    .add("revision", entry.revision())
                    .add("text", texts.getOrDefault(entry.hash(), ""));
            JsonObject sealed = sealed(tip, id);
            if (!sealed.isEmpty()) {
                line.add("sealed", sealed);
            }
        });
        return line.build();
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

    private static void line(ByteArrayOutputStream out, JsonObject json) {
        out.writeBytes(json.toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private static String sum(String previous, byte[] lines) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(previous.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(lines);
        return Digest.hexOf(all.toByteArray());
    }

    /** The lines of every step up to the first one whose checksum is missing or wrong. */
    private static List<String> wholeSteps(byte[] bytes) {
        List<String> steps = new ArrayList<>();
        String previous = "";
        int from = 0;
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '\n') {
                continue;
            }
            String line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
            if (line.startsWith(SUM)) {
                byte[] step = Arrays.copyOfRange(bytes, from, start);
                previous = sum(previous, step);
                if (!line.equals(SUM + previous + "\"}")) {
                    break;
                }
                steps.add(new String(step, StandardCharsets.UTF_8));
                from = at + 1;
            }
            start = at + 1;
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("its first step is not whole, or does not fit its checksum");
        }
        return steps;
    }

    private static void take(JsonObject line, SortedMap<DefinitionId, JsonObject> lines) {
        Kind kind = Kind.of(line.getString("kind")).orElseThrow();
        DefinitionId id = new DefinitionId(kind, line.getString("name"));
        if (line.containsKey("text")) {
            lines.put(id, line);
        } else {
            lines.remove(id);
        }
    }

    private Tip tip(JsonObject head, SortedMap<DefinitionId, JsonObject> lines) {
        SortedMap<DefinitionId, Manifest.Entry> entries = new TreeMap<>();
        SortedMap<DefinitionId, Versioned> definitions = new TreeMap<>();
        lines.forEach((id, line) -> {
            Manifest.Entry entry = entry(id, line);
            entries.put(id, entry);
            definitions.put(id, versioned(entry, line.getString("text")));
            unseal(entry, line);
        });
        Manifest manifest = Manifest.of(entries);
        String content = manifest.content().hex();
        expect("content hash", content, head.getString("content"));
        long number = head.getJsonNumber("revision").longValueExact();
        DefinitionSet set = new DefinitionSet(number, content, definitions);
        return new Tip(number, head.getString("chain"), manifest, set);
    }

    private static Manifest.Entry entry(DefinitionId id, JsonObject line) {
        String hash = Digest.hexOf(line.getString("text").getBytes(StandardCharsets.UTF_8));
        expect("hash of " + id, hash, line.getString("hash"));
        return new Manifest.Entry(
                hash,
                line.getJsonNumber("generation").longValueExact(),
                line.getJsonNumber("revision").longValueExact());
    }

    private Versioned versioned(Manifest.Entry entry, String text) {
        bodies.remember(entry.hash(), text);
        return new Versioned(bodies.parse(entry.hash(), text).definition(), entry.hash(), entry.generation());
    }

    private void unseal(Manifest.Entry entry, JsonObject line) {
        if (line.containsKey("sealed")) {
            JsonObject sealed = line.getJsonObject("sealed");
            sealed.keySet()
                    .forEach(fingerprint -> secrets.remember(
                            new Sealed(fingerprint, sealed.getString(fingerprint)), entry.generation()));
        }
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
