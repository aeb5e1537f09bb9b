package dev.noon.it.namespace;

import dev.noon.it.process.Site;
import dev.noon.it.process.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One network namespace for the store and one for each node, on a bridge that this JVM is on, too. The way between any
 * two of them can be cut: from then on packets are lost in both directions, and neither end is told, as when a switch
 * between them fails. This JVM reaches everybody at any time. Everything is removed by {@link #close}, at the latest
 * with this JVM, or by the next run if this one is killed. One run at a time on a machine. Not thread-safe.
 */
public final class Namespaces implements Sites, AutoCloseable {
    private static final String PREFIX = "noon-part-";
    private static final String HUB = PREFIX + "hub";
    private static final String HERE = "noon-part0";
    private static final int STORE = 2;
    private static final int FIRST_NODE = 10;
    private static final Path LOCK = Path.of("/run/noon-partition.lock");

    private final FileChannel lock;
    private final Wire here;
    private final Wire store;
    private final List<Wire> nodes;
    private final Thread hook = new Thread(Namespaces::removeAll, "remove-namespaces");

    private Namespaces(FileChannel lock, String network, int count) {
        this.lock = lock;
        this.here = new Wire("", HERE, 1, network);
        this.store = new Wire(HUB, "br0", STORE, network);
        this.nodes = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Wire(PREFIX + number, "eth0", FIRST_NODE + number, network))
                .toList();
    }

    /**
     * Removes what a killed run left and makes a namespace for the store and {@code count} nodes.
     *
     * @param network the first three parts of addresses that this machine does not use, as {@code 10.231.47}
     * @throws Unsupported if {@code ip} or the permission is missing, or another run is going on
     */
    public static Namespaces open(String network, int count) {
        requireIp();
        Namespaces namespaces = new Namespaces(acquire(), network, count);
        Runtime.getRuntime().addShutdownHook(namespaces.hook);
        try {
            removeAll();
            namespaces.build();
            return namespaces;
        } catch (RuntimeException e) {
            namespaces.close();
            throw new Unsupported("cannot make network namespaces: " + e.getMessage()
                    + "\nneeded: root with CAP_SYS_ADMIN and CAP_NET_ADMIN, and a kernel with veth and bridge; a"
                    + " container needs --privileged");
        }
    }

    @Override
    public Site store() {
        return site(store);
    }

    @Override
    public Site node(int number) {
        return site(wire(number));
    }

    /** This JVM's address as the nodes see it; never cut. */
    public InetAddress here() {
        try {
            return InetAddress.getByName(here.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts node {@code number} off from the store. */
    public void cutStore(int number) {
        cut(wire(number), store);
    }

    /** Cuts two nodes off from each other. */
    public void cutNodes(int one, int other) {
        cut(wire(one), wire(other));
    }

    /** Everybody reaches everybody again. */
    public void heal() {
        List<Wire> all = all();
        for (Wire one : all) {
            all.stream().filter(other -> !other.equals(one)).forEach(one::open);
        }
    }

    @Override
    public void close() {
        removeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            lock.close();
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook does the same.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireIp() {
        boolean found;
        try {
            found = Ip.attempt(List.of("ip", "-V")).exit() == 0;
        } catch (UncheckedIOException e) {
            found = false;
        }
        if (!found) {
            throw new Unsupported("the command ip is missing; Debian: apt-get install iproute2");
        }
        if (!Ip.attempt(List.of("id", "-u")).text().equals("0")) {
            throw new Unsupported("network namespaces need root; run this with sudo");
        }
    }

    private static FileChannel acquire() {
        try {
            FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new Unsupported("another run is going on: " + LOCK + " is locked");
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw new Unsupported("another run is going on in this JVM");
        } catch (IOException e) {
            throw new Unsupported("cannot lock " + LOCK + ": " + e);
        }
    }

    /** Ends what runs in the namespaces and removes them: there is nothing in them but what a run started. */
    private static void removeAll() {
        Ip.tryRun("link del " + HERE);
        for (String line : Ip.attempt(List.of("ip", "netns", "list")).text().split("\n")) {
            String name = line.split(" ")[0];
            if (name.startsWith(PREFIX)) {
                Ip.attempt(List.of("ip", "netns", "pids", name)).text().lines().forEach(Namespaces::kill);
                Ip.tryRun("netns del " + name);
            }
        }
    }

    private static void kill(String pid) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }

    private void build() {
        all().stream().filter(wire -> !wire.equals(here)).forEach(wire -> Ip.run("netns add " + wire.namespace()));
        store.ip("link add " + store.device() + " type bridge");
        attach(here, "to-here");
        IntStream.range(0, nodes.size()).forEach(i -> attach(nodes.get(i), "to-node-" + (i + 1)));
        all().forEach(Namespaces::up);
        heal();
    }

    /** A pair of interfaces: one end at {@code wire}, the other on the bridge. */
    private void attach(Wire wire, String port) {
        String there = wire.namespace().isEmpty() ? "" : " netns " + wire.namespace();
        Ip.run("link add " + port + " netns " + HUB + " type veth peer name " + wire.device() + there);
        store.ip("link set " + port + " master " + store.device() + " up");
    }

    private static void up(Wire wire) {
        wire.ip("link set lo up");
        wire.ip("link set " + wire.device() + " address " + wire.hardware() + " up");
        wire.ip("addr add " + wire.address() + "/24 dev " + wire.device());
    }

    private static void cut(Wire one, Wire other) {
        one.cut(other);
        other.cut(one);
    }

    private static Site site(Wire wire) {
        return new Site(wire.address(), List.of("ip", "netns", "exec", wire.namespace()));
    }

    private Wire wire(int number) {
        return nodes.get(number - 1);
    }

    private List<Wire> all() {
        List<Wire> all = new ArrayList<>(List.of(here, store));
        all.addAll(nodes);
        return all;
    }
}
