package dev.noon.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Continues or starts traces (W3C Trace Context, level 1), and names requests. Ids are unique, not secret. Thread-safe:
 * one atomic number.
 */
public final class Traces {
    /** Names nothing. */
    public static final Traces OFF = new Traces(Start.OFF, 0, 0);

    /** What becomes of a request that comes without a trace. */
    public enum Start {
        /** It gets one whose sampled flag is set. */
        SAMPLED,
        /** It gets one whose sampled flag is not set. */
        UNSAMPLED,
        /** It gets none. */
        OFF
    }

    private static final int LONGEST_ID = 128;
    private static final int PARENT_LENGTH = 55;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final Start start;
    private final long high;
    private final long low;
    private final AtomicLong number = new AtomicLong();

    /**
     * @param high random
     * @param low random
     */
    public Traces(Start start, long high, long low) {
        this.start = start;
        this.high = high;
        this.low = low;
    }

    /** Whether replies and upstream requests have names. */
    public boolean isOn() {
        return this != OFF;
    }

    /** The names of the request with these header lines. */
    public Trace begin(Headers client) {
        if (!isOn()) {
            return Trace.NONE;
        }
        long next = number.incrementAndGet();
        String ours = hex(next * STEP + high, next * STEP + low);
        long span = next * STEP + (high ^ low);
        String requestId = client.find(Trace.REQUEST_ID).filter(Traces::isSane).orElse(ours);
        Optional<String> parent = parent(client);
        if (parent.isPresent()) {
            String text = parent.get();
            return new Trace(requestId, text.substring(3, 35), span, text.substring(53, 55), true);
        }
        return switch (start) {
            case OFF -> new Trace(requestId, "", 0, "", false);
            case SAMPLED -> new Trace(requestId, ours, span, "01", false);
            case UNSAMPLED -> new Trace(requestId, ours, span, "00", false);
        };
    }

    /** Letters, digits and a few signs that no log and no shell makes anything of. */
    private static boolean isSane(String id) {
        boolean good = !id.isEmpty() && id.length() <= LONGEST_ID;
        for (int i = 0; good && i < id.length(); i++) {
            char c = id.charAt(i);
            good = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-_.:/+=@".indexOf(c) >= 0;
        }
        return good;
    }

    /** The one line that there must be, if it is well formed; of later versions only what this one knows is read. */
    private static Optional<String> parent(Headers client) {
        if (!client.has(Trace.PARENT)) {
            return Optional.empty();
        }
        List<String> lines = client.all(Trace.PARENT);
        return lines.size() == 1 && isParent(lines.get(0)) ? Optional.of(lines.get(0)) : Optional.empty();
    }

    private static boolean isParent(String text) {
        if (text.length() < PARENT_LENGTH
                || text.charAt(2) != '-'
                || text.charAt(35) != '-'
                || text.charAt(52) != '-'
                || text.startsWith("ff")) {
            return false;
        }
        boolean ends = text.length() == PARENT_LENGTH || (!text.startsWith("00") && text.charAt(PARENT_LENGTH) == '-');
        return ends
                && isHex(text, 0, 2)
                && isHex(text, 53, 55)
                && isHex(text, 3, 35)
                && isHex(text, 36, 52)
                && !isZero(text, 3, 35)
                && !isZero(text, 36, 52);
    }

    private static boolean isHex(String text, int from, int to) {
        boolean good = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            good &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return good;
    }

    private static boolean isZero(String text, int from, int to) {
        boolean zero = true;
        for (int i = from; i < to; i++) {
            zero &= text.charAt(i) == '0';
        }
        return zero;
    }

    /** Sixteen digits for each number, spread over all of them. */
    static String hex(long... numbers) {
        byte[] digits = new byte[16 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            hex(numbers[i], digits, 16 * i);
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** Spreads the bits, one to one, so that no two numbers become the same id; an id must not be zero. */
    private static void hex(long number, byte[] digits, int at) {
        long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        long rest = mixed == 0 ? 1 : mixed;
        for (int i = at + 15; i >= at; i--) {
            digits[i] = HEX[(int) rest & 15];
            rest >>>= 4;
        }
    }
}
