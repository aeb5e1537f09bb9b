package dev.noon.cache.grid;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tags;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Responses as bytes, readable by nodes of another release: a format number, then big-endian
 * fields, then a CRC-32C of everything before it. What cannot be read is no response: bytes are
 * never trusted, lengths are checked before anything is allocated.
 *
 * <pre>
 * format(1)=2 status(2) storedAt(8) initialAge(8) ttl(8) kept(8) operation(8) revision(8)
 * path(4+n) tags(4) { hash(8) }* headers(4) { name(4+n) value(4+n) }*  body(4+n)  crc(4)
 * </pre>
 */
final class StoredResponseCodec {
    private static final byte FORMAT = 2;
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int FIXED_BYTES =
            Byte.BYTES + Short.BYTES + 6 * Long.BYTES + 4 * LENGTH_BYTES + CHECKSUM_BYTES;

    byte[] encode(StoredResponse response) {
        byte[] path = response.provenance().path().getBytes(UTF_8);
        List<byte[]> lines = lines(response.headers());
        ByteBuffer out = ByteBuffer.allocate(size(response, path, lines));
        write(out.put(FORMAT).putShort((short) response.status()), response.life());
        write(out, response.provenance(), path);
        out.putInt(response.headers().size());
        lines.forEach(line -> out.putInt(line.length).put(line));
        out.putInt(response.body().length).put(response.body());
        return out.putInt(checksum(out.array())).array();
    }

    /** The response, or nothing if the bytes are damaged or of a format that this release does not know. */
    Optional<StoredResponse> decode(byte[] bytes) {
        if (bytes.length < FIXED_BYTES || bytes[0] != FORMAT) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt(bytes.length - CHECKSUM_BYTES) != checksum(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(in.limit(bytes.length - CHECKSUM_BYTES).position(Byte.BYTES)));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static StoredResponse read(ByteBuffer in) {
        int status = in.getShort();
        Life life = new Life(in.getLong(), in.getLong(), in.getLong(), in.getLong());
        Provenance provenance = new Provenance(in.getLong(), in.getLong(), readText(in), readTags(in));
        List<HeaderField> headers = readHeaders(in);
        byte[] body = readBytes(in);
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes left over; expected none");
        }
        return new StoredResponse(status, headers, body, life, provenance);
    }

    private static void write(ByteBuffer out, Life life) {
        out.putLong(life.storedAtMillis())
                .putLong(life.initialAgeMillis())
                .putLong(life.ttlMillis())
                .putLong(life.keptMillis());
    }

    private static void write(ByteBuffer out, Provenance provenance, byte[] path) {
        out.putLong(provenance.operation())
                .putLong(provenance.revision())
                .putInt(path.length)
                .put(path);
        Tags tags = provenance.tags();
        out.putInt(tags.size());
        for (int i = 0; i < tags.size(); i++) {
            out.putLong(tags.at(i));
        }
    }

    private static Tags readTags(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > Tags.MOST) {
            throw new IllegalArgumentException("number of tags is " + count + "; must be 0 to " + Tags.MOST);
        }
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = in.getLong();
        }
        return Tags.of(hashes);
    }

    private static List<HeaderField> readHeaders(ByteBuffer in) {
        int count = in.getInt();
        List<HeaderField> headers = new ArrayList<>(Math.max(0, Math.min(count, in.remaining() / (2 * LENGTH_BYTES))));
        for (int i = 0; i < count; i++) {
            headers.add(new HeaderField(readText(in), readText(in)));
        }
        return headers;
    }

    private static String readText(ByteBuffer in) {
        return new String(readBytes(in), UTF_8);
    }

    private static byte[] readBytes(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("length is " + length + "; must be 0 to " + in.remaining());
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static List<byte[]> lines(List<HeaderField> headers) {
        List<byte[]> lines = new ArrayList<>(2 * headers.size());
        for (HeaderField header : headers) {
            lines.add(header.name().getBytes(UTF_8));
            lines.add(header.value().getBytes(UTF_8));
        }
        return lines;
    }

    /** @throws ArithmeticException if the response is 2 GiB or larger */
    private static int size(StoredResponse response, byte[] path, List<byte[]> lines) {
        int size = Math.addExact(FIXED_BYTES, response.body().length);
        size = Math.addExact(
                size, path.length + Long.BYTES * response.provenance().tags().size());
        for (byte[] line : lines) {
            size = Math.addExact(size, LENGTH_BYTES + line.length);
        }
        return size;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - CHECKSUM_BYTES);
        return (int) crc.getValue();
    }
}
