package dev.noon.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/** Commands as bytes, and back again. */
final class Commands {

    private static final String DATABASE = "$db";

    private Commands() {}

    static byte[] encoded(Document command) {
        ByteBuf buffer = Unpooled.buffer();
        BsonEncoder.encodeDocument(command, buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    /** Carries out commands again, as if one client had sent them. One that failed the first time fails again. */
    static Journal.Replay into(MongoBackend backend) {
        EmbeddedChannel client = new EmbeddedChannel();
        return change -> {
            Document command = BsonDecoder.decodeBson(Unpooled.wrappedBuffer(change));
            String name = command.keySet().iterator().next();
            try {
                backend.handleCommand(client, String.valueOf(command.get(DATABASE)), name, command);
            } catch (MongoServerException e) {
                // its client was told so
            }
        };
    }
}
