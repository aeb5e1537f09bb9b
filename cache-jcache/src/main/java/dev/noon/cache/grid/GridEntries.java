package dev.noon.cache.grid;

import com.hazelcast.cache.CacheStatistics;
import com.hazelcast.cache.ICache;
import com.hazelcast.cache.impl.ICacheInternal;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import dev.noon.cache.CacheStatistics.Held;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.view.Entry;
import dev.noon.cache.view.EntryPage;
import dev.noon.cache.view.EntryQuery;
import dev.noon.cache.view.HeldEntries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.cache.Cache;

/**
 * The entries of the grid that this node owns, for people. Other members are not asked, so that one that does not answer
 * delays nobody. Pages are in the order of region, partition and key. Thread-safe.
 */
final class GridEntries implements HeldEntries {
    /** Most values that one page reads: with a filter that few pass, a page is short rather than late. */
    private static final int MOST_READ = 2_000;

    private static final int FETCHED_AT_ONCE = 100;

    private final HazelcastInstance hazelcast;
    private final Function<Region, Optional<ICache<String, byte[]>>> caches;

    GridEntries(HazelcastInstance hazelcast, Function<Region, Optional<ICache<String, byte[]>>> caches) {
        this.hazelcast = hazelcast;
        this.caches = caches;
    }

    @Override
    public Held held(Scope scope) {
        long entries = 0;
        for (Region region : Region.all(scope)) {
            entries += caches.apply(region)
                    .map(ICache::getLocalCacheStatistics)
                    .map(CacheStatistics::getOwnedEntryCount)
                    .orElse(0L);
        }
        return new Held(entries, -1);
    }

    @Override
    public EntryPage page(EntryQuery query) {
        GridCursor after = GridCursor.of(query);
        List<Region> regions = Region.all(query.scope());
        Collected collected = new Collected(query);
        for (int i = after.region(); i < regions.size(); i++) {
            for (int partition : owned()) {
                if (new GridCursor(i, partition + 1, "").compareTo(after) > 0
                        && !collect(regions.get(i), new GridCursor(i, partition, ""), after, collected)) {
                    return collected.page();
                }
            }
        }
        return new EntryPage(collected.entries, "");
    }

    /** False if the page is full. */
    private boolean collect(Region region, GridCursor place, GridCursor after, Collected collected) {
        for (GridName name : names(region, place.partition())) {
            GridCursor here = new GridCursor(place.region(), place.partition(), name.key());
            if (here.compareTo(after) <= 0 || !name.isOf(region, collected.query.proxies())) {
                continue;
            }
            if (collected.isFull()) {
                return false;
            }
            collected.add(here, read(region, name));
        }
        return true;
    }

    @Override
    public Optional<Entry> find(Scope scope, String key, Predicate<String> proxies) {
        for (Region region : Region.all(scope)) {
            for (int partition : owned()) {
                for (GridName name : names(region, partition)) {
                    if (name.key().equals(key) && name.isOf(region, proxies)) {
                        return read(region, name);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<Integer> owned() {
        return hazelcast.getPartitionService().getPartitions().stream()
                .filter(GridEntries::isOwned)
                .map(Partition::getPartitionId)
                .sorted()
                .toList();
    }

    private static boolean isOwned(Partition partition) {
        Member owner = partition.getOwner();
        return owner != null && owner.localMember();
    }

    /** What lies in one partition, in the order of the keys; values stay where they are. */
    private List<GridName> names(Region region, int partition) {
        if (!(caches.apply(region).orElse(null) instanceof ICacheInternal<String, byte[]> cache)) {
            return List.of();
        }
        List<GridName> names = new ArrayList<>();
        Iterator<Cache.Entry<String, byte[]>> entries = cache.iterator(FETCHED_AT_ONCE, partition, false);
        while (entries.hasNext()) {
            names.add(GridName.of(region, entries.next().getKey()));
        }
        names.sort(Comparator.comparing(GridName::key));
        return names;
    }

    private Optional<Entry> read(Region region, GridName name) {
        return caches.apply(region).map(cache -> cache.get(name.name())).flatMap(bytes -> name.entry(region, bytes));
    }

    /** A page that is being filled. Confined to one call. */
    private static final class Collected {
        private final EntryQuery query;
        private final List<Entry> entries = new ArrayList<>();
        private GridCursor last = new GridCursor(0, 0, "");
        private int read;

        Collected(EntryQuery query) {
            this.query = query;
        }

        boolean isFull() {
            return entries.size() == query.limit() || read == MOST_READ;
        }

        void add(GridCursor here, Optional<Entry> entry) {
            read++;
            last = here;
            entry.filter(this::isAskedFor).ifPresent(entries::add);
        }

        EntryPage page() {
            return new EntryPage(entries, last.text());
        }

        private boolean isAskedFor(Entry entry) {
            return !(entry instanceof Entry.Answer answer)
                    || query.takes(
                            answer.proxy(), answer.response().provenance().path());
        }
    }
}
