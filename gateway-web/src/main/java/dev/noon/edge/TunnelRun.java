package dev.noon.edge;

import dev.noon.edge.connector.Wire;
import dev.noon.exchange.Tunnel;
import dev.noon.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * One tunnel, by two threads: one passes on what the client sends, the other what the upstream does. Whichever ends
 * closes the connection that the other one reads from.
 */
final class TunnelRun {
    /** How long either side may take to accept a piece. */
    static final long LONGEST_WRITE_MILLIS = 30_000;

    private static final Logger LOG = System.getLogger(TunnelRun.class.getName());
    private static final Duration LOOK_AROUND = Duration.ofMillis(500);
    private static final int COPY_BYTES = 16 << 10;

    private final Wire client;
    private final Tunnel upstream;
    private final Ticker ticker;
    private final long idleNanos;
    private final BooleanSupplier over;
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Who reads from the client; a read that waits does not notice that its connection was closed here. */
    private final AtomicReference<Optional<Thread>> reader = new AtomicReference<>(Optional.empty());

    private volatile long latestNanos;
    private volatile long sent;

    TunnelRun(Wire client, Tunnel upstream, Ticker ticker, long idleNanos, BooleanSupplier over) {
        this.client = client;
        this.upstream = upstream;
        this.ticker = ticker;
        this.idleNanos = idleNanos;
        this.over = over;
        this.latestNanos = ticker.nanos();
    }

    /** Bytes that the client got. */
    long sent() {
        return sent;
    }

    /** Passes on what the upstream sends, and looks every now and then whether the tunnel is to end. */
    void fromUpstream() {
        try {
            upstream.patience(LOOK_AROUND);
            byte[] buffer = new byte[COPY_BYTES];
            long passed = 0;
            for (int read = read(buffer); read >= 0; read = read(buffer)) {
                if (isOver()) {
                    return;
                }
                if (read > 0) {
                    latestNanos = ticker.nanos();
                    client.write(buffer, read, LONGEST_WRITE_MILLIS);
                    passed += read;
                    sent = passed;
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.TRACE, "a tunnel ended", e);
        } finally {
            client.close();
            upstream.close();
            reader.getAndSet(Optional.empty()).ifPresent(Thread::interrupt);
            ended.countDown();
        }
    }

    /** Passes on what the client sends. */
    void fromClient() {
        reader.set(Optional.of(Thread.currentThread()));
        try {
            InputStream in = client.in();
            OutputStream out = upstream.out();
            byte[] buffer = new byte[COPY_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                latestNanos = ticker.nanos();
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.TRACE, "a tunnel ended", e);
        } finally {
            reader.set(Optional.empty());
            upstream.close();
        }
    }

    /** Waits until the other thread has ended too; whether that has interrupted this one is forgotten. */
    void awaitEnd() {
        boolean interrupted = true;
        while (interrupted) {
            try {
                interrupted = false;
                if (!ended.await(LONGEST_WRITE_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.log(Level.WARNING, "a tunnel did not end in time");
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** 0 if nothing came for a while. */
    private int read(byte[] buffer) throws IOException {
        try {
            return upstream.read(buffer, 0, buffer.length);
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    private boolean isOver() {
        return over.getAsBoolean() || ticker.nanos() - latestNanos > idleNanos;
    }
}
