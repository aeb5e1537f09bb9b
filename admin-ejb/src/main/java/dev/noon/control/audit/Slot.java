package dev.noon.control.audit;

import dev.noon.control.Chained;
import dev.noon.control.ChainedLog;
import dev.noon.control.DamagedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number of a log and what stands there.
 *
 * @param entry empty when it is missing or cannot be read
 * @param fault why it is not there; empty when it is
 */
record Slot<T extends Chained>(long number, Optional<T> entry, String fault) {
    private static final String MISSING = "is missing";

    /** The slots from {@code first} to {@code last}, ascending; what is damaged is told, not thrown. */
    static <T extends Chained> List<Slot<T>> read(String environment, ChainedLog<T> log, long first, long last) {
        int count = (int) (last - first + 1);
        Map<Long, T> found = new HashMap<>();
        try {
            log.range(environment, first, count).forEach(entry -> found.put(entry.number(), entry));
        } catch (DamagedLog e) {
            return oneByOne(environment, log, first, last);
        }
        List<Slot<T>> slots = new ArrayList<>();
        for (long number = first; number <= last; number++) {
            slots.add(of(number, Optional.ofNullable(found.get(number))));
        }
        return slots;
    }

    private static <T extends Chained> List<Slot<T>> oneByOne(
            String environment, ChainedLog<T> log, long first, long last) {
        List<Slot<T>> slots = new ArrayList<>();
        for (long number = first; number <= last; number++) {
            try {
                slots.add(of(number, log.range(environment, number, 1).stream().findFirst()));
            } catch (DamagedLog e) {
                slots.add(new Slot<>(number, Optional.empty(), String.valueOf(e.getMessage())));
            }
        }
        return slots;
    }

    private static <T extends Chained> Slot<T> of(long number, Optional<T> entry) {
        return new Slot<>(number, entry, entry.isPresent() ? "" : MISSING);
    }
}
