package dev.noon.control.audit;

import dev.noon.control.Chained;
import dev.noon.control.ChainedLog;
import dev.noon.control.Event;
import dev.noon.control.Heartbeat;
import dev.noon.control.Stores;
import dev.noon.control.access.AccessToken;
import dev.noon.control.audit.Checked.End;
import dev.noon.control.tokens.Tokens;
import dev.noon.time.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Computes the chains again: an entry that was edited does not fit its hash, one that was taken out is missing, one that
 * was put in does not follow. What was cut off at the end shows where a node is further than the log, or a kept hash is
 * gone. Tokens must have the event that made them. The nodes' receipts are checked beside them. Thread-safe.
 */
public final class ChainCheck {
    private static final int WINDOW = 250;
    private static final int MOST_FAULTS = 100;

    private final String environment;
    private final Stores stores;
    private final WallClock clock;

    /** @param clock tells which receipts are not kept any more */
    public ChainCheck(String environment, Stores stores, WallClock clock) {
        this.environment = environment;
        this.stores = stores;
        this.clock = clock;
    }

    /**
     * Checks from {@code from} on.
     *
     * @param most most entries of each log
     */
    public Checked check(Cursor from, int most) {
        Run run = new Run(most);
        long revisions = run.chain(LogName.REVISIONS, stores.revisions(), from.revisions(), entry -> {});
        long operations = run.chain(LogName.OPERATIONS, stores.operations(), from.operations(), entry -> {});
        long events = run.chain(LogName.EVENTS, stores.events(), from.events(), run::revocation);
        long receipts = run.receipts(from.receipts());
        if (run.isComplete) {
            run.tokens();
            run.members();
            return run.checked(Optional.empty());
        }
        return run.checked(Optional.of(new Cursor(revisions, operations, events, receipts)));
    }

    /** One check. Not thread-safe. */
    private final class Run {
        private final int most;
        private final List<Fault> faults = new ArrayList<>();
        private final List<End> ends = new ArrayList<>();
        private final ReceiptCheck receipts;
        private long counted;
        private boolean isComplete = true;

        Run(int most) {
            this.most = most;
            this.receipts = new ReceiptCheck(environment, stores.receipts(), clock.millis(), this::fault);
        }

        Checked checked(Optional<Cursor> next) {
            ends.addAll(receipts.reached());
            return new Checked(faults, counted, receipts.counted(), ends, next);
        }

        /** Checks a log; returns the first number that was not checked. */
        <T extends Chained> long chain(LogName name, ChainedLog<T> log, long first, Consumer<T> each) {
            long head = log.head(environment);
            long last = Math.min(head, first + most - 1);
            Optional<String> previous = hashBefore(log, first);
            for (long at = first; at <= last; at += WINDOW) {
                for (Slot<T> slot : Slot.read(environment, log, at, Math.min(last, at + WINDOW - 1))) {
                    check(name, slot, previous);
                    slot.entry().ifPresent(each);
                    previous = slot.entry().map(Chained::hash);
                }
            }
            counted += Math.max(0, last - first + 1);
            isComplete &= last >= head;
            if (last >= 1) {
                ends.add(new End(name.text(), last, previous.orElse("")));
            }
            return Math.max(first, last + 1);
        }

        /** Checks the receipts for a part of the revisions; returns the first revision that was not looked at. */
        long receipts(long first) {
            long end = receipts.last(stores.revisions().head(environment));
            long last = Math.min(end, first + most - 1);
            receipts.revisions(first, last);
            isComplete &= last >= end;
            if (last >= end) {
                receipts.ends();
            }
            return Math.max(first, last + 1);
        }

        private <T extends Chained> Optional<String> hashBefore(ChainedLog<T> log, long first) {
            if (first <= 1) {
                return Optional.of(Chained.START);
            }
            return Slot.read(environment, log, first - 1, first - 1)
                    .get(0)
                    .entry()
                    .map(Chained::hash);
        }

        private <T extends Chained> void check(LogName name, Slot<T> slot, Optional<String> previous) {
            String number = Long.toString(slot.number());
            if (slot.entry().isEmpty()) {
                fault(name.text(), number, slot.fault());
                return;
            }
            T entry = slot.entry().get();
            if (!entry.intact()) {
                fault(name.text(), number, "does not fit its hash: it was edited");
            }
            if (previous.isPresent() && !previous.get().equals(entry.previous())) {
                fault(name.text(), number, "does not follow the entry before it");
            }
        }

        /** A token whose revocation is recorded must be revoked. */
        private void revocation(Event event) {
            String prefix = Tokens.object("");
            if (!event.deed().action().equals("token-revoked")
                    || !event.deed().object().startsWith(prefix)) {
                return;
            }
            String id = event.deed().object().substring(prefix.length());
            stores.tokens()
                    .find(id)
                    .filter(token -> token.life().revoked().isEmpty())
                    .ifPresent(
                            token -> fault("tokens", id, "is in use although event " + event.number() + " revoked it"));
        }

        void tokens() {
            for (AccessToken token : stores.tokens().all()) {
                boolean made = token.event() > 0
                        && Slot.read(environment, stores.events(), token.event(), token.event()).stream()
                                .flatMap(slot -> slot.entry().stream())
                                .anyMatch(event -> made(event, token));
                if (!made && token.grants().concern(environment)) {
                    fault("tokens", token.id(), "has no event that made it as it is");
                }
            }
        }

        private static boolean made(Event event, AccessToken token) {
            return event.deed().action().equals("token-created")
                    && event.deed().object().equals(Tokens.object(token.id()))
                    && event.deed().detail().equals(Tokens.describe(token));
        }

        void members() {
            long head = stores.revisions().head(environment);
            for (Heartbeat row : stores.heartbeats().all(environment)) {
                if (row.revision() > head) {
                    String fault = "has revision " + row.revision() + ", and the log ends at " + head;
                    fault("members", row.node().name(), fault);
                }
            }
        }

        private void fault(String log, String entry, String text) {
            fault(new Fault(log, entry, text));
        }

        private void fault(Fault fault) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(fault);
            }
        }
    }
}
