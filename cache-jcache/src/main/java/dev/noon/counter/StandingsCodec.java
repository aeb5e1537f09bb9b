package dev.noon.counter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Standings as bytes: a format number, how many, and their fields. */
final class StandingsCodec {
    private static final int FORMAT = 1;
    private static final int LONGEST_CLIENT = 200;

    private StandingsCodec() {}

    static byte[] encode(List<Standing> standings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeShort(standings.size());
            for (Standing standing : standings) {
                String client = standing.client();
                out.writeUTF(standing.limit());
                out.writeUTF(standing.identity());
                out.writeUTF(client.substring(0, Math.min(client.length(), LONGEST_CLIENT)));
                out.writeLong(standing.most());
                out.writeLong(standing.left());
                out.writeLong(standing.seenMillis());
                out.writeLong(standing.freeMillis());
                out.writeLong(standing.over());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The standings; nothing if this release does not understand them. */
    static Optional<List<Standing>> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return in.readByte() == FORMAT ? Optional.of(read(in)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Standing> read(DataInputStream in) throws IOException {
        List<Standing> standings = new ArrayList<>();
        for (int count = in.readUnsignedShort(); count > 0; count--) {
            standings.add(new Standing(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong()));
        }
        return standings;
    }
}
