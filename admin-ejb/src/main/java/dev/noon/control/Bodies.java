package dev.noon.control;

import dev.noon.model.DefinitionReader;
import dev.noon.model.ReadDefinition;
import dev.noon.model.UnreadableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Definition texts by content hash, read through a bounded memory that forgets what was not used for longest.
 * Thread-safe: the memory is guarded by its own monitor, which is never held while the store is asked.
 */
public final class Bodies {
    private static final int BATCH = 250;

    private final RevisionLog log;
    private final DefinitionReader reader;
    private final long maxChars;
    private final LinkedHashMap<String, String> memory = new LinkedHashMap<>(256, 0.75f, true);
    private long chars;

    /** @param maxChars size of the memory, in characters of definition text */
    public Bodies(RevisionLog log, DefinitionReader reader, long maxChars) {
        this.log = log;
        this.reader = reader;
        this.maxChars = maxChars;
    }

    /** Writes definitions to the store; when this returns, a revision may name them. */
    public void put(Collection<ReadDefinition> definitions) {
        Map<String, String> batch = new LinkedHashMap<>();
        for (ReadDefinition definition : definitions) {
            batch.put(definition.hash(), definition.canonical());
            remember(definition.hash(), definition.canonical());
            if (batch.size() == BATCH) {
                log.putBodies(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            log.putBodies(batch);
        }
    }

    /**
     * The texts of all {@code hashes}.
     *
     * @throws DamagedLog if the store lacks one, or holds another text under its hash
     */
    public Map<String, String> texts(Collection<String> hashes) {
        Map<String, String> texts = new HashMap<>();
        List<String> lacking = new ArrayList<>();
        recall(hashes, texts, lacking);
        for (int from = 0; from < lacking.size(); from += BATCH) {
            fetch(lacking.subList(from, Math.min(lacking.size(), from + BATCH)), texts);
        }
        return texts;
    }

    /**
     * The definition that is kept under {@code hash}.
     *
     * @throws DamagedLog if the store lacks it or this version does not understand it
     */
    public ReadDefinition read(String hash) {
        return parse(hash, texts(List.of(hash)).getOrDefault(hash, ""));
    }

    /** The definition that {@code text}, kept under {@code hash}, spells. */
    ReadDefinition parse(String hash, String text) {
        try {
            return reader.readCanonical(text);
        } catch (UnreadableDefinition e) {
            throw new DamagedLog("definition " + hash + " is not readable: " + e.getMessage(), e);
        }
    }

    /** Takes a text that comes from elsewhere than the store. */
    void remember(String hash, String text) {
        synchronized (memory) {
            if (memory.put(hash, text) == null) {
                chars += text.length();
            }
            var eldest = memory.entrySet().iterator();
            while (chars > maxChars && eldest.hasNext()) {
                chars -= eldest.next().getValue().length();
                eldest.remove();
            }
        }
    }

    /** How much is remembered. */
    long rememberedChars() {
        synchronized (memory) {
            return chars;
        }
    }

    private void recall(Collection<String> hashes, Map<String, String> texts, List<String> lacking) {
        synchronized (memory) {
            for (String hash : hashes) {
                String text = memory.getOrDefault(hash, "");
                if (text.isEmpty()) {
                    lacking.add(hash);
                } else {
                    texts.put(hash, text);
                }
            }
        }
    }

    private void fetch(List<String> hashes, Map<String, String> texts) {
        Map<String, String> found = log.bodies(hashes);
        for (String hash : hashes) {
            String text = found.getOrDefault(hash, "");
            if (!Digest.hexOf(text.getBytes(StandardCharsets.UTF_8)).equals(hash)) {
                throw new DamagedLog("definition " + hash + " is missing or does not fit its hash");
            }
            texts.put(hash, text);
            remember(hash, text);
        }
    }
}
