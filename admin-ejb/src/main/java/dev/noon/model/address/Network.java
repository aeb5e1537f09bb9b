package dev.noon.model.address;

import java.util.Optional;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 section 2.3).
 *
 * @param address its first address: no bit beyond the prefix is set
 * @param prefix how many leading bits are the network's: 0 to 32, or 0 to 128
 */
public record Network(IpAddress address, int prefix) {
    public Network {
        if (prefix < 0 || prefix > bits(address)) {
            throw new IllegalArgumentException("prefix is " + prefix + "; expected 0 to " + bits(address));
        }
        if (!masked(address, prefix).equals(address)) {
            throw new IllegalArgumentException("has bits set beyond its prefix; expected the network's first address");
        }
    }

    /** The network that {@code text} spells; a single address is a network of its own. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        boolean number = length.matches("0|[1-9][0-9]{0,2}");
        if (address.isEmpty() || (slash >= 0 && !number) || text.indexOf('%') >= 0) {
            return Optional.empty();
        }
        int prefix = slash < 0 ? bits(address.get()) : Integer.parseInt(length);
        boolean sound =
                prefix <= bits(address.get()) && masked(address.get(), prefix).equals(address.get());
        return sound ? Optional.of(new Network(address.get(), prefix)) : Optional.empty();
    }

    /** Whether {@code other} lies within. */
    public boolean has(IpAddress other) {
        return other.v6() == address.v6() && masked(other, prefix).equals(address);
    }

    private static int bits(IpAddress address) {
        return address.v6() ? 128 : 32;
    }

    private static IpAddress masked(IpAddress address, int prefix) {
        if (!address.v6()) {
            return new IpAddress(false, 0, address.low() & leading(32 + prefix) & 0xffffffffL);
        }
        return new IpAddress(
                true, address.high() & leading(Math.min(64, prefix)), address.low() & leading(prefix - 64));
    }

    /** The first {@code count} bits of 64; none if it is negative. */
    private static long leading(int count) {
        return count <= 0 ? 0 : count >= 64 ? -1 : -1L << (64 - count);
    }
}
