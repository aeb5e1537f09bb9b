package dev.noon.control;

import dev.noon.cache.SharedRecords;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ports in memory, without counters. {@link #away} makes every call fail; guarded by its own monitor. */
public final class MemoryStores {
    private final Map<String, SortedMap<Long, Revision>> revisions = new HashMap<>();
    private final Map<String, SortedMap<Long, Operation>> operations = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final Map<String, Checkpoint> checkpoints = new HashMap<>();
    private final Map<String, Heartbeat> heartbeats = new TreeMap<>();
    private final MemoryReceipts receipts = new MemoryReceipts(this::called);
    private final MemoryCandidates candidates = new MemoryCandidates(this::called);
    private final MemoryEvents events = new MemoryEvents(this::called);
    private final MemoryTokens tokens = new MemoryTokens(this::called);
    private final MemoryFigures figures = new MemoryFigures(this::called);
    private final Map<String, SealedSecret> secrets = new TreeMap<>();
    private volatile boolean away;
    private volatile int calls;
    private volatile int failing;

    public Stores stores() {
        return new Stores(
                new Log(),
                new Operations(),
                new Rows(),
                receipts,
                new Secrets(),
                events,
                tokens,
                candidates,
                figures,
                SharedRecords.none());
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    /** The next {@code times} calls fail. */
    public void failNext(int times) {
        failing = times;
    }

    public int calls() {
        return calls;
    }

    /** Everything that was ever written is gone, as when somebody puts an empty store in its place. */
    public synchronized void wipe() {
        revisions.clear();
        operations.clear();
        bodies.clear();
        checkpoints.clear();
        secrets.clear();
    }

    /** Every text that is kept, as a search for what must not be there wants it. */
    public synchronized String everything() {
        return revisions + " " + operations + " " + bodies + " " + checkpoints + " " + heartbeats + " " + receipts + " "
                + secrets;
    }

    /** Puts another document in the place of a revision. */
    public synchronized void overwrite(Revision revision) {
        of(revisions, revision.environment()).put(revision.number(), revision);
    }

    /** Puts another document in the place of an operation. */
    public synchronized void overwrite(Operation operation) {
        of(operations, operation.environment()).put(operation.number(), operation);
    }

    /** Puts another document in the place of an event. */
    public void overwrite(Event event) {
        events.overwrite(event);
    }

    /** The receipts, for who wants to edit them. */
    MemoryReceipts receipts() {
        return receipts;
    }

    /** Takes the newest revision away. */
    public synchronized void cutRevision(String environment) {
        SortedMap<Long, Revision> log = of(revisions, environment);
        log.remove(log.lastKey());
    }

    public synchronized Map<String, Checkpoint> checkpoints() {
        return Map.copyOf(checkpoints);
    }

    private synchronized void called() {
        calls++;
        if (away || failing-- > 0) {
            throw new StoreUnavailable("the fake store is away");
        }
    }

    private static <T> SortedMap<Long, T> of(Map<String, SortedMap<Long, T>> logs, String environment) {
        return logs.computeIfAbsent(environment, name -> new TreeMap<>());
    }

    private static <T> List<T> range(SortedMap<Long, T> log, long first, int count) {
        return List.copyOf(log.subMap(first, first + count).values());
    }

    private static long head(SortedMap<Long, ?> log) {
        return log.isEmpty() ? 0 : log.lastKey();
    }

    private final class Log implements RevisionLog {
        @Override
        public long head(String environment) {
            synchronized (MemoryStores.this) {
                called();
                return MemoryStores.head(of(revisions, environment));
            }
        }

        @Override
        public List<Revision> range(String environment, long first, int count) {
            synchronized (MemoryStores.this) {
                called();
                List<Revision> found = MemoryStores.range(of(revisions, environment), first, count);
                for (Revision revision : found) {
                    if (!revision.intact()) {
                        throw new DamagedLog("revision " + revision.number() + " does not fit its hash");
                    }
                }
                return found;
            }
        }

        @Override
        public Optional<Mark> mark(String environment, long number) {
            synchronized (MemoryStores.this) {
                called();
                return Optional.ofNullable(of(revisions, environment).get(number))
                        .map(revision ->
                                new Mark(revision.hash(), revision.commit().content()));
            }
        }

        @Override
        public Appended append(Revision revision) {
            synchronized (MemoryStores.this) {
                called();
                Revision owner = Optional.ofNullable(
                                of(revisions, revision.environment()).putIfAbsent(revision.number(), revision))
                        .orElse(revision);
                return owner.equals(revision) ? new Appended.Committed() : new Appended.Taken(owner);
            }
        }

        @Override
        public void putBodies(Map<String, String> textByHash) {
            synchronized (MemoryStores.this) {
                called();
                textByHash.forEach(bodies::putIfAbsent);
            }
        }

        @Override
        public Map<String, String> bodies(Collection<String> hashes) {
            synchronized (MemoryStores.this) {
                called();
                Map<String, String> found = new HashMap<>(bodies);
                found.keySet().retainAll(hashes);
                return found;
            }
        }

        @Override
        public void putCheckpoint(String environment, Checkpoint checkpoint) {
            synchronized (MemoryStores.this) {
                called();
                checkpoints.putIfAbsent(environment + "/" + Checkpoint.slot(checkpoint.revision()), checkpoint);
            }
        }

        @Override
        public Optional<Checkpoint> checkpoint(String environment, long atOrBefore) {
            synchronized (MemoryStores.this) {
                called();
                return checkpoints.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(environment + "/"))
                        .map(Map.Entry::getValue)
                        .filter(checkpoint -> checkpoint.revision() <= atOrBefore)
                        .reduce((a, b) -> a.revision() > b.revision() ? a : b);
            }
        }
    }

    private final class Operations implements OperationLog {
        @Override
        public long head(String environment) {
            synchronized (MemoryStores.this) {
                called();
                return MemoryStores.head(of(operations, environment));
            }
        }

        @Override
        public List<Operation> range(String environment, long first, int count) {
            synchronized (MemoryStores.this) {
                called();
                return MemoryStores.range(of(operations, environment), first, count);
            }
        }

        @Override
        public boolean append(Operation operation) {
            synchronized (MemoryStores.this) {
                called();
                return of(operations, operation.environment())
                        .computeIfAbsent(operation.number(), number -> operation)
                        .equals(operation);
            }
        }
    }

    private final class Rows implements Heartbeats {
        @Override
        public void put(Heartbeat row) {
            synchronized (MemoryStores.this) {
                called();
                heartbeats.put(row.node().environment() + "/" + row.node().name(), row);
            }
        }

        @Override
        public List<Heartbeat> all(String environment) {
            synchronized (MemoryStores.this) {
                called();
                return heartbeats.values().stream()
                        .filter(row -> row.node().environment().equals(environment))
                        .toList();
            }
        }

        @Override
        public void remove(NodeIdentity node) {
            synchronized (MemoryStores.this) {
                called();
                heartbeats.remove(node.environment() + "/" + node.name());
            }
        }
    }

    private final class Secrets implements SealedSecrets {
        @Override
        public void put(String environment, Collection<SealedSecret> sealed) {
            synchronized (MemoryStores.this) {
                called();
                sealed.forEach(secret ->
                        secrets.put(environment + "/" + secret.sealed().fingerprint(), secret));
            }
        }

        @Override
        public Map<String, SealedSecret> find(String environment, Collection<String> fingerprints) {
            synchronized (MemoryStores.this) {
                called();
                Map<String, SealedSecret> found = new HashMap<>();
                for (String fingerprint : fingerprints) {
                    Optional.ofNullable(secrets.get(environment + "/" + fingerprint))
                            .ifPresent(secret -> found.put(fingerprint, secret));
                }
                return found;
            }
        }

        @Override
        public List<SealedSecret> all(String environment) {
            synchronized (MemoryStores.this) {
                called();
                return secrets.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(environment + "/"))
                        .map(Map.Entry::getValue)
                        .sorted(Comparator.comparing(SealedSecret::id)
                                .thenComparing(secret -> secret.sealed().fingerprint()))
                        .toList();
            }
        }
    }
}
