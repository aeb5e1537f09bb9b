package dev.noon.model.text;

import dev.noon.model.address.Network;
import java.util.Optional;

/** Networks in CIDR notation, and single addresses. */
public final class CidrText {
    private CidrText() {}

    /** What is wrong with a network. */
    public static Optional<String> fault(String text) {
        return Network.parse(text).isPresent()
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected an address such as 192.0.2.7 or 2001:db8::7, or a"
                        + " network by its first address and prefix such as 192.0.2.0/24 or 2001:db8::/32");
    }
}
