package dev.noon.it.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many clients of one port on one thread, each tiresome in its own way. Who is cut off comes again at once. Thread-safe.
 */
public final class Crowd implements AutoCloseable {
    private static final long TICK_NANOS = 500_000_000L;

    private final InetSocketAddress address;
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "crowd");
    private final Queue<Manner> absent;
    private final List<Member> members = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder cutOff = new LongAdder();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private volatile boolean over;

    private Crowd(int port, List<Manner> manners) throws IOException {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.selector = Selector.open();
        this.absent = new ArrayBlockingQueue<>(manners.size(), false, manners);
    }

    /**
     * What a client does. It sends {@code opening}, then {@code drip} every half second, if there is one, and then
     * again from the start when an answer has come. It takes what comes at once, or at most {@code sip} bytes every half
     * second.
     */
    public record Manner(String opening, String drip, int sip) {
        /** Asks, waits for the answer, and asks again half a second later. */
        public static Manner patient(String path) {
            return new Manner("GET " + path + " HTTP/1.1\r\nHost: crowd\r\n\r\n", "", Integer.MAX_VALUE);
        }

        /** Never ends its header. */
        public static Manner slowHeader(String path) {
            return new Manner("GET " + path + " HTTP/1.1\r\nHost: crowd\r\nX-Slow: ", "x", Integer.MAX_VALUE);
        }

        /** Announces a body and sends next to nothing of it. */
        public static Manner slowBody(String path) {
            return new Manner(
                    "POST " + path + " HTTP/1.1\r\nHost: crowd\r\nContent-Length: 1000000\r\n\r\n",
                    "x",
                    Integer.MAX_VALUE);
        }

        /** Asks for much and hardly takes any of it. */
        public static Manner slowReader(String path) {
            return new Manner("GET " + path + " HTTP/1.1\r\nHost: crowd\r\n\r\n", "", 16);
        }
    }

    /** One client and its connection. Confined to the crowd's thread. */
    private static final class Member {
        private final Manner manner;
        private final SocketChannel channel;
        private ByteBuffer unsent = ByteBuffer.allocate(0);
        private boolean asked;

        Member(Manner manner, SocketChannel channel) {
            this.manner = manner;
            this.channel = channel;
        }

        void send(String text) throws IOException {
            if (!unsent.hasRemaining()) {
                unsent = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            }
            channel.write(unsent);
        }
    }

    /** Lets them in; they come over the next seconds. */
    public static Crowd start(int port, List<Manner> manners) throws IOException {
        Crowd crowd = new Crowd(port, manners);
        crowd.thread.setDaemon(true);
        crowd.thread.start();
        return crowd;
    }

    /** How many are connected. */
    public int open() {
        return open.get();
    }

    /** How often one was cut off. */
    public long cutOff() {
        return cutOff.sum();
    }

    /** How many answers of that status came. */
    public long answers(int status) {
        LongAdder count = statuses.get(status);
        return count == null ? 0 : count.sum();
    }

    @Override
    public void close() {
        over = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            long due = System.nanoTime();
            while (!over) {
                selector.select(50);
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
                    ready((Member) keys.next().attachment());
                }
                if (System.nanoTime() - due >= 0) {
                    due += TICK_NANOS;
                    tick();
                }
            }
            for (Member member : members) {
                member.channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the crowd broke", e);
        }
    }

    private void tick() throws IOException {
        for (Member member : List.copyOf(members)) {
            try {
                act(member);
            } catch (IOException e) {
                leave(member);
            }
        }
        for (int come = 0; come < 500 && !absent.isEmpty(); come++) {
            enter(absent.remove());
        }
    }

    private void enter(Manner manner) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (manner.sip() < Integer.MAX_VALUE) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 2048);
        }
        Member member = new Member(manner, channel);
        channel.connect(address);
        channel.register(selector, SelectionKey.OP_CONNECT, member);
        members.add(member);
    }

    private void leave(Member member) throws IOException {
        if (members.remove(member)) {
            if (member.channel.isConnected()) {
                open.decrementAndGet();
                cutOff.increment();
            }
            member.channel.close();
            absent.add(member.manner);
        }
    }

    private void ready(Member member) throws IOException {
        try {
            if (member.channel.isConnectionPending()) {
                member.channel.finishConnect();
                open.incrementAndGet();
                boolean sips = member.manner.sip() < Integer.MAX_VALUE;
                member.channel.keyFor(selector).interestOps(sips ? 0 : SelectionKey.OP_READ);
                act(member);
            } else {
                take(member, 64 * 1024);
            }
        } catch (IOException e) {
            leave(member);
        }
    }

    private void act(Member member) throws IOException {
        if (!member.channel.isConnected()) {
            return;
        }
        if (!member.asked) {
            member.asked = true;
            member.send(member.manner.opening());
        } else if (!member.manner.drip().isEmpty()) {
            member.send(member.manner.drip());
        } else if (member.manner.sip() < Integer.MAX_VALUE) {
            take(member, member.manner.sip());
        }
    }

    private void take(Member member, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        int count = member.channel.read(bytes);
        if (count < 0) {
            leave(member);
            return;
        }
        String text = new String(bytes.array(), 0, count, StandardCharsets.ISO_8859_1);
        if (text.startsWith("HTTP/1.1 ") && count >= 12) {
            int status = Integer.parseInt(text.substring(9, 12));
            statuses.computeIfAbsent(status, key -> new LongAdder()).increment();
            member.asked = member.manner.sip() < Integer.MAX_VALUE
                    || !member.manner.drip().isEmpty();
        }
    }
}
