package dev.noon.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Commit before answer, shared by whoever waits at the same time. Thread-safe.
 *
 * <p>Each write takes a ticket, changes the maps beside other writes, and then waits until its ticket is durable. The
 * first that waits commits for all: it holds writers off while the maps are written to the file, so that a commit never
 * catches half a command, and lets them in again while the device is forced; those form the next group. A read that saw
 * a change waits for it too, so nobody learns what a kill could still take back.
 */
final class GroupCommit {

    private final DurableFile file;
    private final Consumer<RuntimeException> broken;
    private final ReentrantReadWriteLock changes = new ReentrantReadWriteLock();
    private final ReentrantLock committing = new ReentrantLock();
    private final AtomicLong tickets = new AtomicLong();
    /** The highest ticket on disk; written under {@link #committing}. */
    private volatile long durable;
    /** Commits so far; written under {@link #committing}. */
    private volatile long commits;

    /**
     * @param broken told when the file can no longer be written; what is in memory is then ahead of the disk for good
     */
    GroupCommit(DurableFile file, Consumer<RuntimeException> broken) {
        this.file = file;
        this.broken = broken;
    }

    /**
     * Runs a command that may change something and returns its result once that is durable, also when it throws.
     *
     * @throws RuntimeException what the command threw, or what the file threw when it could not be committed
     */
    <T> T write(Supplier<T> command) {
        long ticket = 0;
        try {
            changes.readLock().lock();
            try {
                ticket = tickets.incrementAndGet();
                return command.get();
            } finally {
                changes.readLock().unlock();
            }
        } finally {
            awaitDurable(ticket);
        }
    }

    /** Runs a command that changes nothing and returns its result once all it can have seen is durable. */
    <T> T read(Supplier<T> command) {
        T result = command.get();
        awaitDurable(tickets.get());
        return result;
    }

    /** Runs {@code work} with no write under way, for instance to compact the file. */
    void alone(Runnable work) {
        committing.lock();
        try {
            changes.writeLock().lock();
            try {
                work.run();
            } finally {
                changes.writeLock().unlock();
            }
        } finally {
            committing.unlock();
        }
    }

    /** The number of commits so far; one commit covers a group of writes. */
    long commits() {
        return commits;
    }

    private void awaitDurable(long ticket) {
        if (durable >= ticket) {
            return;
        }
        committing.lock();
        try {
            if (durable < ticket) {
                durable = commitAll();
                commits = commits + 1;
            }
        } catch (RuntimeException e) {
            broken.accept(e);
            throw e;
        } finally {
            committing.unlock();
        }
    }

    private long commitAll() {
        long upTo;
        changes.writeLock().lock();
        try {
            upTo = tickets.get();
            file.commit();
        } finally {
            changes.writeLock().unlock();
        }
        file.force();
        return upTo;
    }
}
