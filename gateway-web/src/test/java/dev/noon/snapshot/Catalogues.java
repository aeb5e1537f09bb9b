package dev.noon.snapshot;

import dev.noon.cache.CacheKey;
import dev.noon.cache.Lookup;
import dev.noon.cache.ResponseCache;
import dev.noon.cache.Storage;
import dev.noon.cache.StoredResponse;

/** Policy catalogues for tests. */
final class Catalogues {
    private Catalogues() {}

    /** Every policy there is, with a cache that has nothing and must not be filled. */
    static PolicyCatalogue withoutCache() {
        return new PolicyCatalogue(new NoCache(), () -> 0, 1 << 20);
    }

    private static final class NoCache implements ResponseCache {
        @Override
        public Lookup find(CacheKey key, Storage storage) {
            return Lookup.Miss.ABSENT;
        }

        @Override
        public void put(CacheKey key, StoredResponse response, Storage storage) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long operation() {
            return 0;
        }
    }
}
