package dev.noon.cache;

import dev.noon.time.Ticker;

/** The fake keeps the promises of the grid. */
class MemoryRecordsTest extends SharedRecordsContract {
    private final MemoryRecords records = new MemoryRecords(Ticker.system());

    @Override
    protected SharedRecords here() {
        return records;
    }

    @Override
    protected SharedRecords there() {
        return records;
    }
}
