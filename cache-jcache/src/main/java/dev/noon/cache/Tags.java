package dev.noon.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** The tags of a response, each as a hash of 64 bits: two tags with one hash are purged together, never too little. Immutable. */
public final class Tags {
    /** More tags than these are not kept apart; whoever makes tags says what happens to a response with more. */
    public static final int MOST = 32;

    /** No tags. */
    public static final Tags NONE = new Tags();

    /** The hash that stands for more tags than are kept apart: every purge by a tag is about it. No tag has it. */
    public static final long MANY = 0;

    private final long[] hashes;

    private Tags(long... hashes) {
        this.hashes = hashes;
    }

    /**
     * The tags with these hashes.
     *
     * @throws IllegalArgumentException if there are more than {@link #MOST}
     */
    public static Tags of(long... hashes) {
        if (hashes.length > MOST) {
            throw new IllegalArgumentException(hashes.length + " tags; at most " + MOST);
        }
        return hashes.length == 0 ? NONE : new Tags(hashes.clone());
    }

    /** The hash of a tag, the same on every node: the first 64 bits of its SHA-256, but never {@link #MANY}. */
    public static long hash(String tag) {
        long hash = ByteBuffer.wrap(Sha256.of(tag)).getLong();
        return hash == MANY ? 1 : hash;
    }

    /** How many there are. */
    public int size() {
        return hashes.length;
    }

    /** The hash at {@code index}, from 0. */
    public long at(int index) {
        return hashes[index];
    }

    /** Whether one of the hashes is such. */
    public boolean any(LongPredicate predicate) {
        for (long hash : hashes) {
            if (predicate.test(hash)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tags tags && Arrays.equals(tags.hashes, hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return hashes.length + " tags";
    }
}
