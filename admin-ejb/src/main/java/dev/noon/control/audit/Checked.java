package dev.noon.control.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a check has found.
 *
 * @param counted entries looked at
 * @param receipts nodes' receipts looked at
 * @param ends the newest entry of each log, and the newest receipt of each node, that was reached
 * @param next where to go on; empty when everything has been checked
 */
public record Checked(List<Fault> faults, long counted, long receipts, List<End> ends, Optional<Cursor> next) {
    public Checked {
        faults = List.copyOf(faults);
        ends = List.copyOf(ends);
    }

    /**
     * The newest entry of a log: whoever keeps its hash elsewhere can tell later that nothing was cut off.
     *
     * @param log the log, or {@code receipts/} and a node
     */
    public record End(String log, long number, String hash) {}
}
