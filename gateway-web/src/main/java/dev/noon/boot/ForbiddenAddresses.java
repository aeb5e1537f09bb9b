package dev.noon.boot;

import dev.noon.control.TargetRule;
import dev.noon.upstream.AddressRule;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Where no definition may have a node send anything: to the node itself, its grid and its store, and to where clouds keep
 * credentials. Looked at when a definition is applied, for what a name stands for by then, and at every connect.
 * Thread-safe.
 *
 * @param loopback whether upstreams may be on the node's own machine ({@code noon.upstream.loopback}; default false)
 * @param own ports of the node itself, by what listens there
 * @param others what belongs to the cluster elsewhere
 */
record ForbiddenAddresses(boolean loopback, List<Own> own, List<Other> others) implements AddressRule {
    /** Metadata services outside the link-local range, which has the usual one. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

    private static final long LONGEST_LOOKUP_MILLIS = 500;
    private static final int MONGO_PORT = 27017;
    private static final int GRID_PORT = 5701;
    private static final String EXPECTED = "; expected an upstream";

    ForbiddenAddresses {
        own = List.copyOf(own);
        others = List.copyOf(others);
    }

    /** A port of every address of this machine. */
    record Own(int port, String what) {}

    /** A port of another host. */
    record Other(String host, int port, String what) {
        /** Of {@code host:port}, or of a host alone. */
        static Other of(String text, int otherwise, String what) {
            int colon = text.lastIndexOf(':');
            boolean port = colon >= 0 && text.indexOf(']', colon) < 0;
            String host = port ? text.substring(0, colon) : text;
            return new Other(host, port ? Integer.parseInt(text.substring(colon + 1)) : otherwise, what);
        }
    }

    static ForbiddenAddresses of(Config config) {
        int admin = NodeSettings.adminPort(config);
        int grid = NodeSettings.gridPort(config);
        String members =
                config.getOptionalValue("noon.grid.members", String.class).orElse("");
        return new ForbiddenAddresses(
                config.getOptionalValue("noon.upstream.loopback", Boolean.class).orElse(false),
                List.of(new Own(admin, "this node's admin address"), new Own(grid, "this node's grid address")),
                Stream.concat(
                                hosts(members).map(each -> Other.of(each, GRID_PORT, "a grid member's address")),
                                hosts(storeHosts(NodeSettings.mongoUri(config)))
                                        .map(each -> Other.of(each, MONGO_PORT, "the store's address")))
                        .toList());
    }

    /** {@code mongodb://user:password@host:port,host/database?options}; what is found by DNS alone has no hosts here. */
    private static String storeHosts(String uri) {
        if (!uri.startsWith("mongodb://")) {
            return "";
        }
        String rest = uri.substring("mongodb://".length());
        String authority = rest.split("[/?]", 2)[0];
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static Stream<String> hosts(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).filter(host -> !host.isEmpty());
    }

    /**
     * The same for the targets of definitions. A name that cannot be resolved soon passes: nodes look again.
     *
     * @param lookups runs what may wait for a name server
     */
    TargetRule targets(Executor lookups) {
        return target -> {
            int port = target.getPort() >= 0 ? target.getPort() : "https".equals(target.getScheme()) ? 443 : 80;
            return resolved(target, lookups).stream()
                    .flatMap(address -> fault(address, port).stream())
                    .findFirst()
                    .map(fault -> "that is " + fault);
        };
    }

    @Override
    public Optional<String> fault(InetAddress address, int port) {
        return own.stream()
                .filter(each -> each.port() == port && isHere(address))
                .map(Own::what)
                .findFirst()
                .or(() -> others.stream()
                        .filter(each -> each.port() == port && isAt(each.host(), address))
                        .map(Other::what)
                        .findFirst())
                .or(() -> kind(address))
                .map(what -> what + EXPECTED)
                .or(() -> address.isLoopbackAddress() && !loopback
                        ? Optional.of("the node's own machine; expected another host, or noon.upstream.loopback=true on"
                                + " every node")
                        : Optional.empty());
    }

    private static Optional<String> kind(InetAddress address) {
        if (address.isLinkLocalAddress()) {
            return Optional.of("a link-local address, where clouds keep credentials");
        }
        if (METADATA.contains(address.getHostAddress())) {
            return Optional.of("where clouds keep credentials");
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Optional.of("no address of one host");
        }
        return Optional.empty();
    }

    private static List<InetAddress> resolved(URI target, Executor lookups) {
        CompletableFuture<InetAddress[]> lookup =
                CompletableFuture.supplyAsync(() -> addresses(target.getHost()), lookups);
        try {
            return List.of(lookup.get(LONGEST_LOOKUP_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }

    private static boolean isHere(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private static boolean isAt(String host, InetAddress address) {
        return Stream.of(addresses(host)).anyMatch(address::equals);
    }
}
