package dev.noon.it.namespace;

/**
 * One end of the bridge: a namespace, its interface, and the addresses on it. Immutable.
 *
 * @param namespace its name; empty for the network of this JVM
 * @param device its interface's name
 * @param number the last part of both its addresses, 1 to 254
 * @param network the first three parts of its network address, as {@code 10.231.47}
 */
record Wire(String namespace, String device, int number, String network) {
    /** No interface has it: what is sent there reaches nobody, and nobody is told. */
    private static final String NOBODY = "02:4e:00:00:ff:ff";

    String address() {
        return network + "." + number;
    }

    String hardware() {
        return "02:4e:00:00:00:%02x".formatted(number);
    }

    /** What this end sends to {@code other} arrives. */
    void open(Wire other) {
        neighbour(other, other.hardware());
    }

    /** What this end sends to {@code other} is lost without a word. */
    void cut(Wire other) {
        neighbour(other, NOBODY);
    }

    /** Runs {@code ip} inside the namespace. */
    void ip(String line) {
        Ip.run(namespace.isEmpty() ? line : "-n " + namespace + " " + line);
    }

    private void neighbour(Wire other, String hardware) {
        ip("neigh replace " + other.address() + " lladdr " + hardware + " dev " + device + " nud permanent");
    }
}
