package dev.noon.policy.idempotency;

import dev.noon.exchange.Body;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is noted of a request with a key, in the grid's form: a mark, what the request was, and what became of it.
 *
 * @param print hash of the request, {@value #PRINT} bytes
 * @param rest the claim's token, or the answer
 */
@SuppressWarnings("ArrayRecordComponent")
record Note(byte mark, byte[] print, byte[] rest) {
    /** The request is under way. */
    static final byte CLAIMED = 1;

    /** It was answered, and this is the answer. */
    static final byte ANSWERED = 2;

    /** It may have had its effect; there is no answer. */
    static final byte SPENT = 3;

    private static final int PRINT = 32;
    private static final Set<String> NOT_KEPT = Set.of("set-cookie", "connection", "keep-alive");

    static Note claim(byte[] print, byte[] token) {
        return new Note(CLAIMED, print, token);
    }

    static Note spent(byte[] print) {
        return new Note(SPENT, print, new byte[0]);
    }

    /** The answer, without what is for one client on one connection only. */
    static Note answered(byte[] print, Reply reply, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Headers kept = kept(reply.headers());
            out.writeShort(reply.status());
            out.writeShort(kept.size());
            for (int i = 0; i < kept.size(); i++) {
                write(out, kept.name(i));
                write(out, kept.value(i));
            }
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return new Note(ANSWERED, print, bytes.toByteArray());
    }

    /** The note in {@code bytes}; empty if it is none. */
    static Optional<Note> of(byte[] bytes) {
        if (bytes.length <= PRINT || bytes[0] < CLAIMED || bytes[0] > SPENT) {
            return Optional.empty();
        }
        return Optional.of(new Note(
                bytes[0], Arrays.copyOfRange(bytes, 1, 1 + PRINT), Arrays.copyOfRange(bytes, 1 + PRINT, bytes.length)));
    }

    byte[] bytes() {
        byte[] bytes = new byte[1 + PRINT + rest.length];
        bytes[0] = mark;
        System.arraycopy(print, 0, bytes, 1, PRINT);
        System.arraycopy(rest, 0, bytes, 1 + PRINT, rest.length);
        return bytes;
    }

    /** Whether it is of a request with that hash. */
    boolean isOf(byte[] other) {
        return Arrays.equals(print, other);
    }

    /** The answer; empty if it cannot be read. */
    Optional<Reply> answer() {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(rest))) {
            int status = in.readUnsignedShort();
            int lines = in.readUnsignedShort();
            Headers headers = new Headers();
            for (int i = 0; i < lines; i++) {
                headers.add(read(in), read(in));
            }
            byte[] body = in.readAllBytes();
            boolean none = status == 204 || status == 304;
            return Optional.of(new Reply(status, headers, none ? Body.EMPTY : new Body.Bytes(body)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException("a text is longer than what there is");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static Headers kept(Headers headers) {
        Headers kept = new Headers();
        for (int i = 0; i < headers.size(); i++) {
            if (!NOT_KEPT.contains(headers.name(i).toLowerCase(Locale.ROOT))) {
                kept.add(headers.name(i), headers.value(i));
            }
        }
        return kept;
    }
}
