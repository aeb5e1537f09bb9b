package dev.noon.cache.local;

import dev.noon.cache.SharedRecords;
import dev.noon.cache.SharedRecordsContract;
import dev.noon.time.Ticker;

/** What one node has by itself keeps the promises of the grid. */
class LocalRecordsTest extends SharedRecordsContract {
    private final LocalRecords records = new LocalRecords(Ticker.system(), 1000);

    @Override
    protected SharedRecords here() {
        return records;
    }

    @Override
    protected SharedRecords there() {
        return records;
    }
}
