package dev.noon.counter;

import dev.noon.counter.Marks.Mark;
import dev.noon.counter.Usage.Under;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is used of a counter, as its record holds it: one byte that says which format it is, one for how many have written it, and of
 * each of them its number and that of its last change, four bytes each; the wording of the limit, four bytes; then, in as few bytes
 * as each needs, the start of the current bucket, the limit, the revision, the reset, and the units of each bucket, the current one
 * first, up to the last that is not 0.
 */
final class UsageCodec {
    private static final byte FORMAT = 3;
    private static final int HEADER = 1 + 1;
    private static final int MARK = 4 + 4;
    private static final int LONGEST_NUMBER = 10;
    /** As many buckets as any window has: enough to read every record. */
    private static final Windows ANY = new Windows.Sliding(Windows.Sliding.BUCKETS);

    private UsageCodec() {}

    /** No two are alike that each have a mark of their own. */
    static byte[] encode(Usage usage) {
        long[] buckets = usage.buckets();
        int last = buckets.length;
        while (last > 0 && buckets[last - 1] == 0) {
            last--;
        }
        Under under = usage.under();
        List<Mark> marks = usage.marks().all();
        ByteBuffer out = ByteBuffer.allocate(HEADER + marks.size() * MARK + 4 + (4 + last) * LONGEST_NUMBER);
        out.put(FORMAT).put((byte) marks.size());
        marks.forEach(mark -> out.putInt(mark.writer()).putInt(mark.number()));
        out.putInt(under.wording());
        put(out, usage.start());
        put(out, under.limit());
        put(out, under.revision());
        put(out, under.reset());
        for (int i = 0; i < last; i++) {
            put(out, buckets[i]);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** What {@code bytes} hold; empty if that is no usage of such windows. */
    static Optional<Usage> decode(byte[] bytes, Windows windows) {
        if (bytes.length < HEADER || bytes[0] != FORMAT) {
            return Optional.empty();
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
            Marks marks = marks(in);
            int wording = in.getInt();
            long start = number(in);
            long limit = number(in);
            long revision = number(in);
            long reset = number(in);
            long[] buckets = new long[windows.earlier() + 1];
            for (int i = 0; in.hasRemaining(); i++) {
                buckets[i] = number(in);
            }
            return Optional.of(
                    new Usage(windows, start, buckets, new Under(Math.max(1, limit), wording, revision, reset), marks));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Who has written a record; nobody, if {@code bytes} are none. */
    static Marks marks(byte[] bytes) {
        try {
            return bytes.length < HEADER || bytes[0] != FORMAT
                    ? Marks.NONE
                    : marks(ByteBuffer.wrap(bytes, 1, bytes.length - 1));
        } catch (RuntimeException e) {
            return Marks.NONE;
        }
    }

    private static Marks marks(ByteBuffer in) {
        List<Mark> marks = new ArrayList<>();
        for (int left = in.get(); left > 0; left--) {
            marks.add(new Mark(in.getInt(), in.getInt()));
        }
        return new Marks(marks);
    }

    /** Which of two records of one counter was written later, if nothing is ever given back; what is no record is older. */
    static int compareAge(byte[] one, byte[] other) {
        Age age = Age.of(one);
        Age otherAge = Age.of(other);
        int byStart = Long.compare(age.start(), otherAge.start());
        int byReset = byStart != 0 ? byStart : Long.compare(age.reset(), otherAge.reset());
        int byRevision = byReset != 0 ? byReset : Long.compare(age.revision(), otherAge.revision());
        return byRevision != 0 ? byRevision : Long.compare(age.units(), otherAge.units());
    }

    /** What tells records of one counter apart in time. */
    private record Age(long start, long reset, long revision, long units) {
        static Age of(byte[] bytes) {
            return decode(bytes, ANY)
                    .map(usage -> new Age(
                            usage.start(),
                            usage.under().reset(),
                            usage.under().revision(),
                            Arrays.stream(usage.buckets()).sum()))
                    .orElse(new Age(Long.MIN_VALUE, 0, 0, 0));
        }
    }

    /** Seven bits a byte, the lowest first, and the eighth says that more follow. */
    private static void put(ByteBuffer out, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            number |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0 && shift < 64);
        return number;
    }
}
