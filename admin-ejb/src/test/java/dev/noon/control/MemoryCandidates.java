package dev.noon.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Candidates and votes in memory. Thread-safe. */
final class MemoryCandidates implements Candidates {
    private final Map<String, Candidate> candidates = new HashMap<>();
    private final Map<String, Vote> votes = new TreeMap<>();
    private final Runnable called;

    /** @param called runs before every call */
    MemoryCandidates(Runnable called) {
        this.called = called;
    }

    @Override
    public synchronized boolean propose(Candidate candidate, long nowMillis) {
        called.run();
        Candidate owner = candidates.compute(
                candidate.environment(),
                (environment, one) -> one == null || one.isOverdue(nowMillis) ? candidate : one);
        return owner.hash().equals(candidate.hash());
    }

    @Override
    public synchronized Optional<Candidate> current(String environment) {
        called.run();
        return Optional.ofNullable(candidates.get(environment));
    }

    @Override
    public synchronized void withdraw(Candidate candidate) {
        called.run();
        if (isCurrent(candidate)) {
            candidates.remove(candidate.environment());
        }
    }

    @Override
    public synchronized void vote(Candidate candidate, Vote vote) {
        called.run();
        if (isCurrent(candidate)) {
            votes.put(candidate.hash() + "/" + vote.node().name(), vote);
        }
    }

    @Override
    public synchronized List<Vote> votes(Candidate candidate) {
        called.run();
        return !isCurrent(candidate)
                ? List.of()
                : votes.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(candidate.hash() + "/"))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private boolean isCurrent(Candidate candidate) {
        return Optional.ofNullable(candidates.get(candidate.environment()))
                .filter(one -> one.hash().equals(candidate.hash()))
                .isPresent();
    }
}
