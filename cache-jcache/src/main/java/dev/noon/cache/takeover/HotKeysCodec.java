package dev.noon.cache.takeover;

import dev.noon.cache.HotKey;
import dev.noon.cache.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A list of hot keys as bytes: a format number, then key after key until the end. What does not fit is left out from its end;
 * what cannot be read is no list.
 *
 * <pre>
 * format(4)=1 { scope(2+n) owner(2+n) generation(8) hash(32) bytes(4) perHour(4) }*
 * </pre>
 */
final class HotKeysCodec {
    /** Longest list. */
    static final int MOST_BYTES = 64 << 10;

    private static final int FORMAT = 1;
    private static final int HASH_BYTES = 32;

    private HotKeysCodec() {}

    static byte[] encode(List<HotKey> keys) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(list)) {
            out.writeInt(FORMAT);
            for (HotKey key : keys) {
                byte[] next = bytes(key);
                if (list.size() + next.length > MOST_BYTES) {
                    break;
                }
                out.write(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return list.toByteArray();
    }

    /** The keys; nothing if this release does not understand them. */
    static Optional<List<HotKey>> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                return Optional.empty();
            }
            List<HotKey> keys = new ArrayList<>();
            while (in.available() > 0) {
                keys.add(read(in));
            }
            return Optional.of(keys);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(HotKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(key.scope().name());
            out.writeUTF(key.owner());
            out.writeLong(key.generation());
            out.write(HexFormat.of().parseHex(key.hash()));
            out.writeInt(key.bytes());
            out.writeInt(key.perHour());
        }
        return bytes.toByteArray();
    }

    private static HotKey read(DataInputStream in) throws IOException {
        Scope scope = Scope.valueOf(in.readUTF());
        String owner = in.readUTF();
        long generation = in.readLong();
        byte[] hash = new byte[HASH_BYTES];
        in.readFully(hash);
        return new HotKey(scope, owner, generation, HexFormat.of().formatHex(hash), in.readInt(), in.readInt());
    }
}
