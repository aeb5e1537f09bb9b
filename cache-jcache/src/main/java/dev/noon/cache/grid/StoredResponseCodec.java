package dev.noon.cache.grid;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.noon.cache.HeaderField;
import dev.noon.cache.StoredResponse;
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
 * format(1)=1 status(2) storedAt(8) ttl(8) initialAge(8) operation(8) revision(8)
 * headers(4) { name(4+n) value(4+n) }*  body(4+n)  crc(4)
 * </pre>
 */
final class StoredResponseCodec {
    private static final byte FORMAT = 1;
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;
    private static final int FIXED_BYTES =
            Byte.BYTES + Short.BYTES + 5 * Long.BYTES + 2 * LENGTH_BYTES + CHECKSUM_BYTES;

    byte[] encode(StoredResponse response) {
        List<byte[]> lines = lines(response.headers());
        ByteBuffer out = ByteBuffer.allocate(size(response, lines));
        out.put(FORMAT)
                .putShort((short) response.status())
                .putLong(response.storedAtMillis())
                .putLong(response.ttlMillis())
                .putLong(response.initialAgeMillis())
                .putLong(response.operation())
                .putLong(response.revision())
                .putInt(response.headers().size());
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
        long storedAtMillis = in.getLong();
        long ttlMillis = in.getLong();
        long initialAgeMillis = in.getLong();
        long operation = in.getLong();
        long revision = in.getLong();
        List<HeaderField> headers = readHeaders(in);
        byte[] body = readBytes(in);
        if (in.hasRemaining()) {
            throw new IllegalArgumentException(in.remaining() + " bytes left over; expected none");
        }
        return new StoredResponse(
                status, headers, body, storedAtMillis, ttlMillis, initialAgeMillis, operation, revision);
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
    private static int size(StoredResponse response, List<byte[]> lines) {
        int size = Math.addExact(FIXED_BYTES, response.body().length);
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
