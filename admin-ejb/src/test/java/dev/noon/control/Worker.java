package dev.noon.control;

import dev.noon.control.secret.CannotOpen;
import dev.noon.control.secret.FakeKeys;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node of environment {@code dev}: records what it is told to serve, and refuses on demand. */
final class Worker implements SnapshotTarget, PurgeTarget {
    final List<DefinitionSet> served = new ArrayList<>();
    final List<String> purges = new ArrayList<>();
    /** Secrets that the node opened for the last set, by definition and field. */
    final Map<String, String> opened = new TreeMap<>();

    final FakeKeys keys = FakeKeys.of("key-1");
    final Reconciler reconciler;
    private final SealedTexts secrets;
    /** What was prepared and neither swapped in nor discarded. */
    final List<DefinitionSet> held = new ArrayList<>();
    /** Breakers that were closed: upstream and target. */
    final List<String> resets = new ArrayList<>();
    /** Counters that were emptied: operation, limit and identity. */
    final List<String> emptied = new ArrayList<>();
    /** What was swapped in with nothing taken over. */
    final List<DefinitionSet> afresh = new ArrayList<>();

    Runnable duringSwap = () -> {};
    String refuse = "";

    Worker(String name, Stores stores, FakeClock clock, Path disk) {
        this(name, stores, clock, disk, Drain.none());
    }

    Worker(String name, Stores stores, FakeClock clock, Path disk, Drain drain) {
        NodeIdentity node = new NodeIdentity("dev", name, "127.0.0.1:5701");
        Bodies bodies = new Bodies(stores.revisions(), ControlPlane.READER, 1 << 20);
        secrets = new SealedTexts("dev", stores.secrets(), keys.vault());
        LastGood lastGood = new LastGoodFile(disk.resolve(name), "dev", bodies, secrets);
        reconciler = new Reconciler(
                node,
                new Reconciler.Parts(
                        stores, bodies, secrets, this, this, lastGood, drain, clock.clocks(), Duration.ofSeconds(30)));
    }

    DefinitionSet serving() {
        return served.get(served.size() - 1);
    }

    NodeStatus status() {
        return reconciler.status();
    }

    @Override
    public Prepared prepare(DefinitionSet set, Sharing sharing) throws Uncompilable {
        duringSwap.run();
        for (DefinitionId id : set.entries().keySet()) {
            if (id.name().equals(refuse)) {
                throw new Uncompilable("no such codec", id, "spec.policies[0]");
            }
            if (refuse.equals("!" + id.name())) {
                throw new IllegalStateException("a bug in the compiler");
            }
        }
        openAll(set);
        held.add(set);
        return new Prepared() {
            @Override
            public void swap() {
                held.remove(set);
                served.add(set);
                if (sharing == Sharing.NOTHING) {
                    afresh.add(set);
                }
            }

            @Override
            public void discard() {
                held.remove(set);
            }
        };
    }

    private void openAll(DefinitionSet set) throws Uncompilable {
        Map<String, String> all = new TreeMap<>();
        for (DefinitionSet.Versioned entry : set.entries().values()) {
            DefinitionId id = entry.definition().id();
            for (var secret : entry.definition().secrets().entrySet()) {
                try {
                    all.put(id + secret.getKey(), secrets.open(id, secret.getKey(), secret.getValue()));
                } catch (CannotOpen e) {
                    throw new Uncompilable(String.valueOf(e.getMessage()), id, secret.getKey());
                }
            }
        }
        opened.clear();
        opened.putAll(all);
    }

    @Override
    public void purge(Operation.Command.Purge purge, long operation, long timeMillis) {
        purges.add(operation + " " + purge.text());
    }

    @Override
    public void resetBreakers(String upstream, String target) {
        resets.add(upstream + " " + target);
    }

    @Override
    public void liftBan(String id) {
        resets.add("ban " + id);
    }

    @Override
    public void resetCounters(String limit, String identity, long operation) {
        emptied.add(operation + " " + limit + " " + identity);
    }

    @Override
    public void advanceTo(long operation) {
        purges.add("to " + operation);
    }
}
