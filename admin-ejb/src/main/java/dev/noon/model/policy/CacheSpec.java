package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.SizeText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Stores replies and answers from the store.
 *
 * @param storage which tiers to use
 * @param coherence how far an answer may lie behind what the nodes share
 * @param key what distinguishes two requests
 * @param kept what is worth storing
 * @param life how long it is fresh
 * @param conduct what becomes of requests meanwhile
 * @param upkeep what ends it before its time
 */
public record CacheSpec(
        String name,
        CacheStorage storage,
        Coherence coherence,
        Key key,
        Kept kept,
        CacheLife life,
        CacheConduct conduct,
        CacheUpkeep upkeep)
        implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "cache";

    private static final String TAGS = "/cache/tags";

    /** Where the key's template stands. */
    public static final String TEMPLATE = "/cache/key/template";

    /**
     * What is worth storing.
     *
     * @param methods method tokens that may be answered from the cache; HEAD counts as GET
     * @param maxObjectBytes larger bodies are passed on and not stored; 1 byte to 16 MiB
     * @param empty whether answers that say nothing are: an empty body, or {@code null} as JSON
     */
    public record Kept(List<String> methods, long maxObjectBytes, boolean empty) {
        private static final long MOST_OBJECT_BYTES = 16 << 20;

        /** Methods that are cached where none are written. */
        public static final List<String> DEFAULT_METHODS = List.of("GET");

        /** Largest body that is stored where no size is written. */
        public static final long DEFAULT_OBJECT_BYTES = 1 << 20;

        /** What is stored where nothing is written. */
        public static final Kept DEFAULT = new Kept(DEFAULT_METHODS, DEFAULT_OBJECT_BYTES, false);

        public Kept {
            methods = List.copyOf(methods);
            if (methods.isEmpty()) {
                throw new IllegalArgumentException("cache.methods is empty; expected GET or HEAD");
            }
            Guard.each("cache.methods", methods, MethodText::cacheFault);
            Guard.check("cache.maxObject", SizeText.fault(maxObjectBytes, 1, MOST_OBJECT_BYTES));
        }
    }

    public CacheSpec {
        Guard.check("cache.name", NameText.policyFault(name));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public PolicySpec named(String other) {
        return new CacheSpec(other, storage, coherence, key, kept, life, conduct, upkeep);
    }

    @Override
    public Map<String, Template> templates() {
        Map<String, Template> templates = new TreeMap<>();
        if (key instanceof Key.Text text) {
            templates.put(TEMPLATE, text.template());
        }
        for (int i = 0; i < upkeep.tags().size(); i++) {
            templates.put(TAGS + "/" + i, upkeep.tags().get(i));
        }
        return templates;
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        Key changed = key instanceof Key.Text text ? new Key.Text(change.apply(text.template())) : key;
        return new CacheSpec(name, storage, coherence, changed, kept, life, conduct, upkeep.with(change));
    }

    /** {@code local}, {@code distributed} or {@code tiered}. */
    public enum CacheStorage {
        LOCAL,
        DISTRIBUTED,
        TIERED
    }

    /** What distinguishes two requests, besides proxy, generation and method. */
    public sealed interface Key {
        /**
         * The path and query parameters (sorted, repeats in order).
         *
         * @param parameters the ones that count; an empty list means none of them, absence every one
         */
        record Query(Optional<List<String>> parameters) implements Key {
            public Query {
                parameters = parameters.map(List::copyOf);
            }
        }

        /** The text of a template, in place of path and query. */
        record Text(Template template) implements Key {}
    }
}
