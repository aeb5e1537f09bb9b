package dev.noon.control;

import dev.noon.model.Metadata;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which project a wording of a definition belongs to. Remembers the last 100,000; thread-safe: the memory is guarded by
 * its own monitor, which is never held while the store is asked.
 */
public final class Projects {
    private static final int REMEMBERED = 100_000;

    private final Bodies bodies;
    private final JsonReaderFactory readers = Json.createReaderFactory(Map.of());
    private final Map<String, String> memory = new LinkedHashMap<>();

    public Projects(Bodies bodies) {
        this.bodies = bodies;
    }

    /** The projects that {@code change} touches: one, or two when the definition moves. */
    public SortedSet<String> of(Change change) {
        Map<String, String> known = of(hashes(List.of(change)));
        return new TreeSet<>(known.values());
    }

    /** The projects that {@code changes} touch. */
    public SortedSet<String> of(Collection<Change> changes) {
        return new TreeSet<>(of(hashes(changes)).values());
    }

    /** The project of each of the {@code hashes}. */
    public Map<String, String> of(Set<String> hashes) {
        Map<String, String> found = new HashMap<>();
        List<String> lacking = new ArrayList<>();
        synchronized (memory) {
            for (String hash : hashes) {
                String project = memory.getOrDefault(hash, "");
                if (project.isEmpty()) {
                    lacking.add(hash);
                } else {
                    found.put(hash, project);
                }
            }
        }
        if (!lacking.isEmpty()) {
            bodies.texts(lacking).forEach((hash, text) -> found.put(hash, project(text)));
            remember(found);
        }
        return found;
    }

    private static Set<String> hashes(Collection<Change> changes) {
        SortedSet<String> hashes = new TreeSet<>();
        for (Change change : changes) {
            change.oldHash().ifPresent(hashes::add);
            change.newHash().ifPresent(hashes::add);
        }
        return hashes;
    }

    private String project(String text) {
        try (JsonReader reader = readers.createReader(new StringReader(text))) {
            JsonObject metadata = reader.readObject()
                    .getOrDefault("metadata", JsonValue.EMPTY_JSON_OBJECT)
                    .asJsonObject();
            return metadata.getString("project", Metadata.DEFAULT_PROJECT);
        }
    }

    private void remember(Map<String, String> found) {
        synchronized (memory) {
            memory.putAll(found);
            var eldest = memory.keySet().iterator();
            while (memory.size() > REMEMBERED) {
                eldest.next();
                eldest.remove();
            }
        }
    }
}
