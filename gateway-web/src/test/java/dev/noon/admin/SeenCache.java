package dev.noon.admin;

import dev.noon.cache.CacheFigures;
import dev.noon.cache.CacheKey;
import dev.noon.cache.CacheSeries;
import dev.noon.cache.CacheStatistics.Held;
import dev.noon.cache.CacheTallies;
import dev.noon.cache.CacheTally;
import dev.noon.cache.Freshness;
import dev.noon.cache.Generations;
import dev.noon.cache.GridResponses;
import dev.noon.cache.Scope;
import dev.noon.cache.SharedRecords;
import dev.noon.cache.Stamps;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tier;
import dev.noon.cache.TieredCache;
import dev.noon.cache.local.LocalTier;
import dev.noon.cache.view.CacheView;
import dev.noon.cache.view.ClusterFigures;
import dev.noon.cache.view.Entry;
import dev.noon.cache.view.EntryPage;
import dev.noon.cache.view.EntryQuery;
import dev.noon.cache.view.HeldEntries;
import dev.noon.members.Members;
import dev.noon.time.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The cache of a node without a grid, but with one token in it, for the admin API to show. */
final class SeenCache {
    static final String TOKEN_KEY = "0".repeat(64);

    private final Freshness freshness = new Freshness(new Stamps(), WallClock.system());
    private final LocalTier local = new LocalTier(1 << 20, freshness, Generations.all());
    private final CacheTallies tallies = new CacheTallies(() -> 0, 10);
    private final CacheView view = new CacheView(
            local.view(),
            new OneToken(),
            new CacheView.Counted(
                    new TieredCache(local, GridResponses.none(), new Stamps(), () -> 0),
                    tallies,
                    1 << 20,
                    scope -> 1_000));

    CacheView view() {
        return view;
    }

    ClusterFigures figures() {
        return new ClusterFigures(
                new ClusterFigures.NodeName("node-1", "here"),
                view,
                SharedRecords.none(),
                Members.none(),
                WallClock.system());
    }

    /** Who counts for that proxy. */
    CacheTally tally(String proxy) {
        return tallies.of(new CacheSeries(Scope.PROXY, proxy, "", "cache"), 1);
    }

    /** Stores a response of {@code proxy}, and says under which key. */
    String store(String proxy, StoredResponse response) {
        CacheKey key = CacheKey.of(Scope.PROXY, proxy, 1)
                .part(response.provenance().path())
                .build();
        local.put(key, response);
        return key.gridName();
    }

    CacheFigures total() {
        return view.total();
    }

    private static final class OneToken implements HeldEntries {
        private static final Entry TOKEN = new Entry.Item(Scope.OAUTH_TOKEN, TOKEN_KEY, Tier.GRID, 40, "", "", "");

        @Override
        public Held held(Scope scope) {
            return scope == Scope.OAUTH_TOKEN ? new Held(1, -1) : Held.NOTHING;
        }

        @Override
        public EntryPage page(EntryQuery query) {
            return new EntryPage(query.scope() == Scope.OAUTH_TOKEN ? List.of(TOKEN) : List.of(), "");
        }

        @Override
        public Optional<Entry> find(Scope scope, String key, Predicate<String> proxies) {
            return scope == Scope.OAUTH_TOKEN && key.equals(TOKEN_KEY) ? Optional.of(TOKEN) : Optional.empty();
        }
    }
}
