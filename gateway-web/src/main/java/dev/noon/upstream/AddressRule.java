package dev.noon.upstream;

import java.net.InetAddress;
import java.util.Optional;

/** Says where nothing is sent, whatever name led there. Thread-safe; must not block for long. */
@FunctionalInterface
public interface AddressRule {
    /** Everything may be connected to. */
    AddressRule ANY = (address, port) -> Optional.empty();

    /** What is wrong with connecting there, in words that continue "that is"; empty if nothing. */
    Optional<String> fault(InetAddress address, int port);
}
