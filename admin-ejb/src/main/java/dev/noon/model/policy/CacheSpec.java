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

    /** Where its tags stand. */
    public static final String TAGS = "/cache/tags";

    /** Where the key's template stands. */
    public static final String TEMPLATE = "/cache/key/template";

    /**
     * What is worth storing.
     *
     * @param methods method tokens that may be answered from the cache; HEAD counts as GET
     * @param maxObjectBytes larger bodies are passed on and not stored; 1 byte to 16 MiB
     * @param empty whether answers that say nothing are: an empty body, or {@code null} as JSON
     * @param maxBodyBytes a request with a larger body passes the cache by if the key needs that body; 1 byte to 1 MiB
     */
    public record Kept(List<String> methods, long maxObjectBytes, boolean empty, int maxBodyBytes) {
        private static final long MOST_OBJECT_BYTES = 16 << 20;

        /** Longest body of a request that a key is made of, and the longest where no size is written. */
        public static final int MOST_BODY_BYTES = 1 << 20;

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
            Guard.check("cache.maxBody", SizeText.fault(maxBodyBytes, 1, MOST_BODY_BYTES));
            Guard.each("cache.methods", methods, MethodText::cacheFault);
            Guard.check("cache.maxObject", SizeText.fault(maxObjectBytes, 1, MOST_OBJECT_BYTES));
        }

        /** The same with bodies of requests as long as they may be. */
        public Kept(List<String> methods, long maxObjectBytes, boolean empty) {
            this(methods, maxObjectBytes, empty, MOST_BODY_BYTES);
        }
    }

    public CacheSpec {
        Guard.check("cache.name", NameText.policyFault(name));
        for (String method : kept.methods()) {
            Guard.check("cache.methods", fault(method, key, life));
        }
    }

    /** Requests by such a method are alike only if their bodies are; what origins say of caching is not meant for them. */
    private static Optional<String> fault(String method, Key key, CacheLife life) {
        if (!MethodText.asksByBody(method)) {
            return Optional.empty();
        }
        if (life.mode() == CacheLife.Mode.HTTP) {
            return Optional.of("has " + method + " with mode: http; expected mode: policy, or GET and HEAD alone");
        }
        return key.readsBody()
                ? Optional.empty()
                : Optional.of("has " + method
                        + ", and the key has nothing of the body: all requests would be alike; expected ${body} or"
                        + " ${body.JSONPATH} in cache.key.template");
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
        Key changed = key instanceof Key.Text text ? new Key.Text(change.apply(text.template()), text.identity()) : key;
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
        /** What of who calls is in it. */
        Identity identity();

        /** Whether the request's body, or a part of it, is in it. */
        default boolean readsBody() {
            return false;
        }

        /**
         * The path and query parameters (sorted, repeats in order).
         *
         * @param parameters the ones that count; an empty list means none of them, absence every one
         */
        record Query(Optional<List<String>> parameters, Identity identity) implements Key {
            public Query {
                parameters = parameters.map(List::copyOf);
            }

            /** The same for each caller apart. */
            public Query(Optional<List<String>> parameters) {
                this(parameters, Identity.CALLER);
            }
        }

        /** The text of a template, in place of path and query. */
        record Text(Template template, Identity identity) implements Key {
            /** The same for each caller apart. */
            public Text(Template template) {
                this(template, Identity.CALLER);
            }

            @Override
            public boolean readsBody() {
                return template.variables().stream().anyMatch(variable -> variable.source() == Template.Source.BODY);
            }
        }

        /** What of a caller that the gateway knows tells requests apart. */
        enum Identity {
            /** Who it is: nobody is answered with what was fetched for somebody else. */
            CALLER,
            /** That it is known: such callers share answers, of which only those are stored that say all may have them. */
            SHARED
        }
    }
}
