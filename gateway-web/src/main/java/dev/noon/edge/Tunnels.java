package dev.noon.edge;

import dev.noon.edge.connector.Wire;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Headers;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Tunnel;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Passes bytes both ways between clients and upstreams that have switched to another protocol. An exchange runs until
 * its tunnel has ended: it keeps its revision, its place and its connection to the upstream. Thread-safe.
 */
public final class Tunnels {
    /** Opens none. */
    static final Tunnels NONE = new Tunnels(
            task -> {
                throw new UnsupportedOperationException("no threads");
            },
            () -> 0,
            () -> true);

    private final ThreadFactory threads;
    private final Ticker ticker;
    private final BooleanSupplier over;
    private final LongAdder open = new LongAdder();

    /**
     * @param threads one for each tunnel, beside that of its request
     * @param over whether the node ends every tunnel now
     */
    public Tunnels(ThreadFactory threads, Ticker ticker, BooleanSupplier over) {
        this.threads = threads;
        this.ticker = ticker;
        this.over = over;
    }

    /** How many there are. */
    public long open() {
        return open.sum();
    }

    /**
     * Tells the client that the protocol is another one from here on, and returns when either side has ended, nothing
     * has passed for too long, or the node ends every tunnel. Both connections are closed by then.
     *
     * @throws IOException if the client could not be told
     */
    void run(Wire client, Tunnel upstream, Reply reply, Exchange exchange) throws IOException {
        open.increment();
        try {
            byte[] head = head(reply.headers());
            client.write(head, head.length, TunnelRun.LONGEST_WRITE_MILLIS);
            TunnelRun run = new TunnelRun(
                    client, upstream, ticker, exchange.tunnelIdle().toNanos(), over);
            Thread other = threads.newThread(run::fromUpstream);
            other.start();
            run.fromClient();
            run.awaitEnd();
            exchange.sent(run.sent());
        } finally {
            upstream.close();
            client.close();
            open.decrement();
        }
    }

    private static byte[] head(Headers headers) {
        headers.set("Connection", "Upgrade");
        headers.set("Upgrade", "websocket");
        HeaderBlock lines = HeaderBlock.of(headers);
        String status = "HTTP/1.1 101 Switching Protocols\r\n";
        String text = status + new String(lines.bytes(), 0, lines.end(), StandardCharsets.ISO_8859_1) + "\r\n\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
