package dev.noon.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.noon.it.http.Reply;
import java.util.List;
import java.util.stream.StreamSupport;

/** An answer of the admin API. Immutable as long as nobody writes to {@code json}. */
public record AdminAnswer(Reply reply, JsonNode json) {
    public int status() {
        return reply.status();
    }

    /** {@code applied}, {@code unchanged} or {@code planned}; empty for another answer. */
    public String outcome() {
        return json.path("outcome").asText("");
    }

    /** The number of the revision that the answer speaks of; -1 if of none. */
    public long revision() {
        JsonNode nested = json.path("revision");
        return nested.isNumber()
                ? nested.asLong()
                : nested.path("number").asLong(json.path("number").asLong(-1));
    }

    public List<Receipt> receipts() {
        return StreamSupport.stream(json.path("receipts").spliterator(), false)
                .map(Receipt::of)
                .toList();
    }

    /** Whether every live node has acknowledged. */
    public boolean complete() {
        return json.path("complete").asBoolean(false);
    }

    /** The largest time of a receipt, in milliseconds; -1 without receipts. */
    public long lastReceiptMillis() {
        return receipts().stream().mapToLong(Receipt::millis).max().orElse(-1);
    }

    @Override
    public String toString() {
        return reply.toString();
    }
}
