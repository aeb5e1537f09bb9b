package dev.noon.store;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Commit before answer, shared by whoever waits at the same time. Thread-safe.
 *
 * <p>A write is numbered, appended to the journal and carried out, one after the other in the order of the numbers; then
 * it waits until its number is on the device. The first that waits forces for all that have been appended by then;
 * those that come meanwhile form the next group. A read that saw a change waits for it too, so nobody learns what a kill
 * could still take back.
 */
final class GroupCommit {

    private final DurableFile file;
    private final Consumer<RuntimeException> broken;
    /** Held while a change is numbered, appended and carried out. Taken before {@link #forcing}, never after. */
    private final ReentrantLock order = new ReentrantLock();

    private final ReentrantLock forcing = new ReentrantLock();
    /** The number of the last change appended; written under {@link #order}. */
    private volatile long appended;
    /** The number of the last change known to be on the device; written under {@link #forcing}. */
    private volatile long durable;
    /** Written under {@link #forcing}. */
    private volatile long forces;

    /**
     * @param sequence the number of the last change that is durable already
     * @param broken told when the file can no longer be written; what is in memory is then ahead of it for good
     */
    GroupCommit(DurableFile file, long sequence, Consumer<RuntimeException> broken) {
        this.file = file;
        this.broken = broken;
        this.appended = sequence;
        this.durable = sequence;
    }

    /**
     * Carries out a command and returns its result once it is durable, also when it throws: it may have changed something.
     *
     * @param change what repeats the command
     * @throws RuntimeException what the command threw, or what the file threw; in the latter case it was not carried out,
     *     or nobody can tell whether it will be there after a kill
     */
    <T> T write(byte[] change, Supplier<T> command) {
        long number = 0;
        try {
            order.lock();
            try {
                number = append(change);
                return command.get();
            } finally {
                order.unlock();
            }
        } finally {
            awaitDurable(number);
        }
    }

    /** Carries out a command that changes nothing and returns its result once all it can have seen is durable. */
    <T> T read(Supplier<T> command) {
        T result = command.get();
        awaitDurable(appended);
        return result;
    }

    /** Does {@code work} with no write under way; it is given the number of the last change, all of which it must make durable. */
    void alone(LongConsumer work) {
        order.lock();
        try {
            forcing.lock();
            try {
                work.accept(appended);
                durable = appended;
            } catch (RuntimeException e) {
                broken.accept(e);
                throw e;
            } finally {
                forcing.unlock();
            }
        } finally {
            order.unlock();
        }
    }

    /** How often the device was forced; once covers a group of writes. */
    long forces() {
        return forces;
    }

    private long append(byte[] change) {
        long number = appended + 1;
        try {
            file.append(number, change);
        } catch (RuntimeException e) {
            broken.accept(e);
            throw e;
        }
        appended = number;
        return number;
    }

    private void awaitDurable(long number) {
        if (durable >= number) {
            return;
        }
        forcing.lock();
        try {
            if (durable < number) {
                long upTo = appended;
                file.force();
                durable = upTo;
                forces = forces + 1;
            }
        } catch (RuntimeException e) {
            broken.accept(e);
            throw e;
        } finally {
            forcing.unlock();
        }
    }
}
