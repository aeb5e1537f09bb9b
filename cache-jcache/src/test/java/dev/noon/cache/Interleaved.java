package dev.noon.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.noon.cache.local.LocalTier;
import dev.noon.time.FakeWallClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Nodes, one grid, and an upstream whose body is the number of its last change, in one random order of everything that they
 * do. A call of the grid takes its time: others go on in its midst. Found by its seed. Not thread-safe.
 */
final class Interleaved {
    private static final int NODES = 3;
    private static final int STEPS = 60;
    private static final int DEEPEST = 4;
    private static final List<Belonging> PLACES = List.of(
            new Belonging(Scope.PROXY, "loans", "calculators", ""),
            new Belonging(Scope.PROXY_METHOD, "loans", "calculators", "POST /loans/quote exactly"),
            new Belonging(Scope.PROXY, "cards", "", ""));
    private static final List<String> PATHS = List.of("/loans/a", "/loans/quote", "/cards");
    private static final List<String> TAGS = List.of("red", "blue", "green");

    /** What the log has: one after the other, numbered from 1. */
    private record Purge(Selection selection, boolean soft) {}

    /** What is in the cache if somebody has asked for it. */
    private record Entry(CacheKey key, String path, Tags tags) {}

    private final Random random;
    private final boolean lateNumbers;
    private final FakeWallClock clock = new FakeWallClock();
    private final List<Purge> log = new ArrayList<>();
    private final Map<String, StoredResponse> grid = new HashMap<>();
    private final List<View> views = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    /** By the entry: no fresh body may be older than this change, and none at all than that. */
    private final Map<Entry, Integer> freshest = new HashMap<>();

    private final Map<Entry, Integer> oldest = new HashMap<>();
    private int changes;
    private int depth;
    private int served;
    private int old;

    /** @param lateNumbers whether fills ask for their number when they end: a mistake that must be found */
    Interleaved(long seed, boolean lateNumbers) {
        this.random = new Random(seed);
        this.lateNumbers = lateNumbers;
        for (int i = 0; i < NODES; i++) {
            views.add(new View());
        }
        for (int i = 0; i < PLACES.size(); i++) {
            for (String tag : TAGS) {
                CacheKey key = CacheKey.of(PLACES.get(i), 1).part(tag).build();
                entries.add(new Entry(key, PATHS.get(i), Tags.of(Tags.hash(tag), Tags.hash("all-" + i))));
            }
        }
    }

    void run() {
        for (int i = 0; i < STEPS; i++) {
            step();
        }
    }

    /** How many answers came from the cache. */
    int served() {
        return served;
    }

    /** How many of those were older than a purge about them whose receipt had come before they were asked for. */
    int old() {
        return old;
    }

    private void step() {
        if (depth == DEEPEST) {
            return;
        }
        depth++;
        try {
            switch (random.nextInt(8)) {
                case 0 -> purge();
                case 1 -> views.set(random.nextInt(NODES), new View());
                case 2, 3 -> views.get(random.nextInt(NODES)).follow();
                default -> ask(views.get(random.nextInt(NODES)), pick(entries));
            }
        } finally {
            depth--;
        }
    }

    /** Something else may happen now. */
    private void meanwhile() {
        while (random.nextInt(3) == 0) {
            step();
        }
    }

    private void purge() {
        changes++;
        int since = changes;
        Purge purge = new Purge(selection(pick(entries)), random.nextInt(4) == 0);
        log.add(purge);
        int number = log.size();
        meanwhile();
        for (View view : List.copyOf(views)) {
            view.followTo(number);
            meanwhile();
        }
        for (Entry entry : entries) {
            if (isAbout(purge.selection(), entry)) {
                freshest.merge(entry, since, Math::max);
                if (!purge.soft()) {
                    oldest.merge(entry, since, Math::max);
                }
            }
        }
    }

    private static boolean isAbout(Selection selection, Entry entry) {
        Belonging belonging = entry.key().belonging();
        boolean in = selection.proxy().isEmpty() || selection.proxy().equals(belonging.proxy());
        return in
                && switch (selection.by()) {
                    case ALL -> true;
                    case SCOPE -> selection.what().equals(belonging.scope().text());
                    case GROUP -> selection.what().equals(belonging.group());
                    case PROXY -> selection.what().equals(belonging.proxy());
                    case ENDPOINT -> selection.what().equals(belonging.endpoint());
                    case PREFIX -> entry.path().startsWith(selection.what());
                    case TAG -> entry.tags().any(hash -> hash == Tags.hash(selection.what()));
                    case KEY -> selection.what().equals(entry.key().gridName());
                };
    }

    private Selection selection(Entry entry) {
        Belonging belonging = entry.key().belonging();
        return switch (random.nextInt(9)) {
            case 0 -> Selection.all();
            case 1 -> Selection.scope(belonging.scope());
            case 2 -> Selection.group("calculators");
            case 3 -> Selection.proxy(belonging.proxy());
            case 4 -> Selection.endpoint("loans", "POST /loans/quote exactly");
            case 5 -> Selection.prefix(belonging.proxy(), entry.path());
            case 6 -> Selection.tag(pick(TAGS), random.nextBoolean() ? belonging.proxy() : "");
            case 7 -> Selection.tag("all-" + random.nextInt(PLACES.size()), "");
            default -> Selection.key(entry.key().gridName(), random.nextBoolean() ? belonging.proxy() : "");
        };
    }

    /** What a cache policy does. */
    private void ask(View view, Entry entry) {
        int fresh = freshest.getOrDefault(entry, 0);
        int stale = oldest.getOrDefault(entry, 0);
        Lookup found = view.cache.find(entry.key(), Storage.TIERED);
        if (found instanceof Lookup.Fresh hit) {
            judge(hit.response(), fresh);
            return;
        }
        if (found instanceof Lookup.Stale kept) {
            judge(kept.response(), stale);
        }
        long before = view.cache.operation();
        meanwhile();
        byte[] body = Integer.toString(changes).getBytes(UTF_8);
        meanwhile();
        long operation = lateNumbers ? view.cache.operation() : before;
        Provenance provenance = new Provenance(operation, 1, entry.path(), entry.tags());
        Life life = Life.fresh(clock.millis(), 60_000);
        view.cache.put(entry.key(), new StoredResponse(200, List.of(), body, life, provenance), Storage.TIERED);
    }

    private void judge(StoredResponse response, int least) {
        served++;
        old += Integer.parseInt(new String(response.body(), UTF_8)) < least ? 1 : 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One node as it is from its start to its end: it has read the log before it serves. */
    private final class View {
        private final Stamps stamps = new Stamps(new Stamps.Bounds(2, 2, 4, 4));
        private final Freshness freshness = new Freshness(stamps, clock);
        private final TieredCache cache = new TieredCache(
                new LocalTier(1 << 20, freshness, Generations.all()), new SlowGrid(freshness), stamps, clock);

        View() {
            followTo(log.size());
        }

        void follow() {
            followTo(log.size());
        }

        void followTo(int number) {
            for (int next = (int) stamps.operation() + 1; next <= number; next++) {
                Purge purge = log.get(next - 1);
                stamps.purge(purge.selection(), purge.soft(), next, clock.millis());
                stamps.advanceTo(next);
            }
        }
    }

    /** The one grid as a node sees it: before and after each call others go on. */
    private final class SlowGrid implements GridResponses {
        private final Freshness freshness;

        SlowGrid(Freshness freshness) {
            this.freshness = freshness;
        }

        @Override
        public Lookup find(CacheKey key, Patience patience) {
            meanwhile();
            StoredResponse found = grid.get(key.gridName());
            meanwhile();
            return found == null ? Lookup.Miss.ABSENT : freshness.judge(key, found, Tier.GRID);
        }

        @Override
        public void put(CacheKey key, StoredResponse response, Patience patience) {
            meanwhile();
            grid.put(key.gridName(), response);
            meanwhile();
        }

        @Override
        public void drop(CacheKey key) {
            grid.remove(key.gridName());
        }

        @Override
        public boolean end(CacheKey key, StoredResponse end) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tell(CacheKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(CacheKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void listen(Consumer<CacheKey> listener) {
            // Nobody ends anything here but purges.
        }

        @Override
        public CacheStatistics.Grid statistics() {
            return CacheStatistics.Grid.NOTHING;
        }
    }
}
