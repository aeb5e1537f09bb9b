package dev.noon.model.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address. An IPv4 address written as an IPv6 one ({@code ::ffff:192.0.2.1}) is the IPv4 address, so
 * that no rule can be passed by with another spelling.
 *
 * @param v6 whether it has 128 bits; otherwise the lower 32 count
 * @param high upper 64 bits of an IPv6 address, else 0
 * @param low lower 64 bits
 */
public record IpAddress(boolean v6, long high, long low) {
    private static final int LONGEST = 45;
    private static final long MAPPED = 0xffffL << 32;

    /** The address that {@code text} spells, without port and brackets; empty if it spells none. Asks nobody. */
    public static Optional<IpAddress> parse(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return Optional.empty();
        }
        return bare.indexOf(':') < 0 ? v4(bare) : v6(bare);
    }

    /** Four decimal numbers without leading zeros, which some would read as octal. */
    private static Optional<IpAddress> v4(String text) {
        String[] octets = text.split("\\.", -1);
        long bits = 0;
        for (String octet : octets) {
            int value = octet(octet);
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
        }
        return octets.length == 4 ? Optional.of(new IpAddress(false, 0, bits)) : Optional.empty();
    }

    /** 0 to 255, or -1. */
    private static int octet(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = Integer.parseInt(text);
        return value <= 255 ? value : -1;
    }

    private static Optional<IpAddress> v6(String text) {
        boolean legal = text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 128);
        if (!legal) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.getByName('[' + text + ']').getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static IpAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length == 4) {
            return new IpAddress(false, 0, buffer.getInt() & 0xffffffffL);
        }
        long high = buffer.getLong();
        long low = buffer.getLong();
        boolean mapped = high == 0 && (low & ~0xffffffffL) == MAPPED;
        return mapped ? new IpAddress(false, 0, low & 0xffffffffL) : new IpAddress(true, high, low);
    }
}
