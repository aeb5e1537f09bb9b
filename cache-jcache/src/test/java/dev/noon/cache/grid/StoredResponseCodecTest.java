package dev.noon.cache.grid;

import static dev.noon.cache.Responses.assertEqual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cache.HeaderField;
import dev.noon.cache.Life;
import dev.noon.cache.Provenance;
import dev.noon.cache.StoredResponse;
import dev.noon.cache.Tags;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoredResponseCodecTest {
    /** Where the fields of {@link #PLAIN} begin. */
    private static final int STATUS = 1;

    private static final int TTL = 19;
    private static final int KEPT = 27;
    private static final int PATH_LENGTH = 51;
    private static final int TAG_COUNT = PATH_LENGTH + 4 + 2;
    private static final int HEADER_COUNT = TAG_COUNT + 4 + 8;
    private static final int NAME_LENGTH = HEADER_COUNT + 4;
    private static final int BODY_LENGTH = NAME_LENGTH + 4 + 1 + 4 + 2;

    private static final StoredResponse PLAIN = new StoredResponse(
            200,
            List.of(new HeaderField("A", "bc")),
            "body".getBytes(UTF_8),
            new Life(1_000, 3_000, 2_000, 6_000),
            new Provenance(4, 5, "/a", Tags.of(7)));

    private final StoredResponseCodec codec = new StoredResponseCodec();

    static Stream<StoredResponse> responses() {
        return Stream.of(
                PLAIN,
                new StoredResponse(100, List.of(), new byte[0], Life.fresh(0, 0), new Provenance(0, 0)),
                new StoredResponse(
                        999,
                        List.of(
                                new HeaderField("", ""),
                                new HeaderField("X", "Zoë ☃ \uD83D\uDE00"),
                                new HeaderField("X", "y")),
                        new byte[] {0, 1, -1, -128, 127},
                        new Life(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
                        new Provenance(Long.MAX_VALUE, Long.MAX_VALUE, "/☃", Tags.of(new long[Tags.MOST]))),
                new StoredResponse(200, List.of(), new byte[3 << 20], new Life(-1, 1, 1, 2), new Provenance(-1, -1)),
                new StoredResponse(
                        200,
                        Collections.nCopies(500, new HeaderField("X-Long", "v".repeat(1_000))),
                        new byte[1],
                        new Life(1, 1, 1, 1),
                        new Provenance(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void whatIsWrittenIsReadBack(StoredResponse response) {
        assertEqual(codec.decode(codec.encode(response)).orElseThrow(), response);
    }

    @Test
    void theFormatIsWhatItWas() {
        byte[] bytes = codec.encode(PLAIN);
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("02" + "00c8" + "00000000000003e8" + "0000000000000bb8" + "00000000000007d0"
                        + "0000000000001770" + "0000000000000004" + "0000000000000005" + "00000002" + "2f61"
                        + "00000001" + "0000000000000007" + "00000001" + "00000001" + "41" + "00000002" + "6263"
                        + "00000004" + "626f6479" + checksumHex(bytes));
    }

    @Test
    void everyShorterTextIsNoResponse() {
        byte[] bytes = codec.encode(PLAIN);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(codec.decode(Arrays.copyOf(bytes, length))).isEmpty();
        }
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] bytes = codec.encode(PLAIN);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(codec.decode(damaged)).as("bit %d", bit).isEmpty();
        }
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("another format", bytes -> bytes.put(0, (byte) 1)),
                forgery("no format", bytes -> bytes.put(0, (byte) 0)),
                forgery("status 0", bytes -> bytes.putShort(STATUS, (short) 0)),
                forgery("negative status", bytes -> bytes.putShort(STATUS, (short) -200)),
                forgery("negative ttl", bytes -> bytes.putLong(TTL, -1)),
                forgery("a stay shorter than the ttl", bytes -> bytes.putLong(KEPT, 1)),
                forgery("huge path", bytes -> bytes.putInt(PATH_LENGTH, Integer.MAX_VALUE)),
                forgery("negative number of tags", bytes -> bytes.putInt(TAG_COUNT, -1)),
                forgery("too many tags", bytes -> bytes.putInt(TAG_COUNT, Tags.MOST + 1)),
                forgery("negative header count", bytes -> bytes.putInt(HEADER_COUNT, -1)),
                forgery("no headers but some follow", bytes -> bytes.putInt(HEADER_COUNT, 0)),
                forgery("more headers than bytes", bytes -> bytes.putInt(HEADER_COUNT, Integer.MAX_VALUE)),
                forgery("one header too many", bytes -> bytes.putInt(HEADER_COUNT, 2)),
                forgery("negative name length", bytes -> bytes.putInt(NAME_LENGTH, -1)),
                forgery("name longer than the rest", bytes -> bytes.putInt(NAME_LENGTH, 1_000)),
                forgery("huge name", bytes -> bytes.putInt(NAME_LENGTH, Integer.MAX_VALUE)),
                forgery("body shorter than the rest", bytes -> bytes.putInt(BODY_LENGTH, 3)),
                forgery("body that reaches into the checksum", bytes -> bytes.putInt(BODY_LENGTH, 8)),
                forgery("huge body", bytes -> bytes.putInt(BODY_LENGTH, Integer.MAX_VALUE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void nonsenseUnderARightChecksumIsNoResponse(String name, Consumer<ByteBuffer> forge) {
        byte[] bytes = codec.encode(PLAIN);
        forge.accept(ByteBuffer.wrap(bytes));
        assertThat(codec.decode(sealed(bytes))).as(name).isEmpty();
    }

    @Test
    void arbitraryBytesNeverDoMoreThanMiss() {
        Random random = new Random(20261121);
        byte[] valid = codec.encode(PLAIN);
        List<byte[]> samples = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            samples.add(noise);
            byte[] mutant = valid.clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                mutant[1 + random.nextInt(valid.length - 5)] = (byte) random.nextInt();
            }
            samples.add(sealed(mutant));
        }
        assertThat(samples).allSatisfy(bytes -> codec.decode(bytes));
    }

    private static Arguments forgery(String name, Consumer<ByteBuffer> forge) {
        return Arguments.of(name, forge);
    }

    /** The same bytes under the checksum that fits them. */
    private static byte[] sealed(byte[] bytes) {
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, checksum(bytes));
        return bytes;
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        return (int) crc.getValue();
    }

    private static String checksumHex(byte[] bytes) {
        return HexFormat.of().toHexDigits(checksum(bytes));
    }
}
