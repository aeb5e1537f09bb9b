package dev.noon.policy.ip;

import dev.noon.exchange.Request;
import dev.noon.model.address.IpAddress;
import dev.noon.model.address.Network;
import dev.noon.model.policy.IpFilterSpec.ForwardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request came from: the peer, or, as long as whoever spoke last is a trusted proxy, whom it names. So the answer
 * is the rightmost address that is not a trusted proxy's; what stands to the left of it, anybody may have written.
 * Immutable.
 */
final class ClientAddress {
    private final List<Network> trusted;
    private final ForwardedBy from;

    ClientAddress(List<Network> trusted, ForwardedBy from) {
        this.trusted = trusted;
        this.from = from;
    }

    /** The client's address; empty if a trusted proxy names somebody who has none, so that nobody knows. */
    Optional<IpAddress> of(Request request) {
        Optional<IpAddress> client = IpAddress.parse(request.origin().address().get());
        if (trusted.isEmpty() || client.filter(this::isTrusted).isEmpty()) {
            return client;
        }
        List<String> hops = hops(request.origin().claims().apply(from.header()));
        for (int i = hops.size() - 1; i >= 0 && client.filter(this::isTrusted).isPresent(); i--) {
            client = address(hops.get(i));
        }
        return client;
    }

    private boolean isTrusted(IpAddress address) {
        return trusted.stream().anyMatch(network -> network.has(address));
    }

    /** What each proxy wrote, the nearest last: several lines are one list (RFC 9110 section 5.3). */
    private static List<String> hops(List<String> lines) {
        List<String> hops = new ArrayList<>();
        for (String line : lines) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        return hops;
    }

    private Optional<IpAddress> address(String hop) {
        String node = from == ForwardedBy.FORWARDED ? forParameter(hop) : hop.strip();
        return IpAddress.parse(withoutPort(node));
    }

    /** The value of {@code for} in an element of a Forwarded field (RFC 7239 section 4); empty text if there is none. */
    private static String forParameter(String element) {
        for (String pair : element.split(";", -1)) {
            String trimmed = pair.strip();
            if (trimmed.toLowerCase(Locale.ROOT).startsWith("for=")) {
                String value = trimmed.substring(4).strip();
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return "";
    }

    private static String withoutPort(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            return end < 0 ? "" : node.substring(1, end);
        }
        int colon = node.indexOf(':');
        return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
    }
}
