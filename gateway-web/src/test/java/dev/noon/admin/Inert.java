package dev.noon.admin;

import dev.noon.control.BanBoard;
import dev.noon.control.BreakerBoard;
import dev.noon.control.Explain;
import dev.noon.control.Explanation;
import dev.noon.control.LastGood;
import dev.noon.control.Operation;
import dev.noon.control.PurgeTarget;
import dev.noon.control.SnapshotTarget;
import dev.noon.control.Tip;
import java.util.List;
import java.util.Optional;

/** What stands around a node that serves nothing, caches nothing and keeps nothing. */
final class Inert {
    /** Two breakers, one of them open. */
    static final List<BreakerBoard.Breaker> BREAKERS = List.of(
            new BreakerBoard.Breaker("backend", "http://127.0.0.1:9000", "open", 2, 3_000, "node-1", 1_000, true),
            new BreakerBoard.Breaker("canary-backend", "http://127.0.0.1:9000", "closed", 0, 0, "", 0, true));

    /** Two bans, one of a client that may not be shown. */
    static final List<BanBoard.Ban> BANS = List.of(
            new BanBoard.Ban("a".repeat(32), "ApiProxy/loans", "203.0.113.7", 1_000, 61_000, "node-1"),
            new BanBoard.Ban("b".repeat(32), "ProxyGroup/gone", "", 1_000, 61_000, "node-2"));

    private Inert() {}

    /** A snapshot of nothing. */
    record Snapshot() implements SnapshotTarget.Prepared {
        @Override
        public void swap() {}

        @Override
        public void discard() {}
    }

    record Purges(SeenLimits limits) implements PurgeTarget {
        @Override
        public void purge(Operation.Command.Purge purge, long operation, long timeMillis) {}

        @Override
        public void resetBreakers(String upstream, String target) {}

        @Override
        public void liftBan(String id) {}

        @Override
        public void resetCounters(String limit, String identity, long operation) {
            limits.reset(limit, identity, operation);
        }

        @Override
        public void advanceTo(long operation) {}
    }

    record Disk() implements LastGood {
        @Override
        public Optional<Tip> read() {
            return Optional.empty();
        }

        @Override
        public void keep(Tip tip) {}
    }

    /** Says of a request only what it was asked: nothing is in force. */
    record Unexplained() implements Explain {
        @Override
        public Explanation explain(Question question) {
            String asked = question.scheme() + "://" + question.authority() + " " + question.headers();
            return new Explanation(
                    3,
                    "abc",
                    Optional.of(new Explanation.Asked(question.method(), asked, question.target())),
                    Optional.of(new Explanation.Refused(405, "method-not-allowed", "it does", List.of("GET"))),
                    List.of(),
                    Optional.empty());
        }
    }
}
