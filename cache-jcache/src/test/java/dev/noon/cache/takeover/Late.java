package dev.noon.cache.takeover;

import dev.noon.cache.ForwardingRecords;
import dev.noon.cache.Patience;
import dev.noon.cache.SharedRecords;
import java.util.concurrent.atomic.AtomicInteger;

/** Records of a grid that does not answer the first questions in time. */
final class Late extends ForwardingRecords {
    private final AtomicInteger asked;
    private final int inVain;

    Late(SharedRecords records, AtomicInteger asked, int inVain) {
        super(records);
        this.asked = asked;
        this.inVain = inVain;
    }

    @Override
    public Known find(String key, Patience patience) {
        return asked.incrementAndGet() <= inVain ? new Known.Away() : super.find(key, patience);
    }
}
