package dev.noon.control.secret;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The master keys of a node, the current one first: that seals, and all of them open. Immutable; never shown. */
public final class Keyring {
    /** No key at all: nothing can be sealed or opened. */
    public static final Keyring EMPTY = new Keyring(List.of());

    private final List<MasterKey> keys;

    private Keyring(List<MasterKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads a key file: one {@code id:base64} per line, the current key first; empty lines and lines that begin with
     * {@code #} are passed over.
     *
     * @throws IllegalArgumentException if a line is anything else, a name comes twice or there is no key; the message
     *     names the line and never shows what is in it
     */
    public static Keyring parse(String text) {
        List<MasterKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                add(keys, key(content, number), number);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key; expected a line ID:BASE64");
        }
        return new Keyring(keys);
    }

    /** Names of the keys, the current one first. */
    public List<String> ids() {
        return keys.stream().map(MasterKey::id).toList();
    }

    Optional<MasterKey> current() {
        return keys.stream().findFirst();
    }

    Optional<MasterKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    List<MasterKey> keys() {
        return keys;
    }

    private static void add(List<MasterKey> keys, MasterKey key, int number) {
        if (keys.stream().anyMatch(other -> other.id().equals(key.id()))) {
            throw new IllegalArgumentException("line " + number + " names key " + key.id() + " for a second time");
        }
        keys.add(key);
    }

    private static MasterKey key(String line, int number) {
        int colon = line.indexOf(':');
        String id = colon < 0 ? "" : line.substring(0, colon).strip();
        if (MasterKey.idFault(id).isPresent()) {
            throw malformed(number);
        }
        byte[] master;
        try {
            master = Base64.getDecoder().decode(line.substring(colon + 1).strip());
        } catch (IllegalArgumentException e) {
            throw malformed(number);
        }
        if (master.length != MasterKey.BYTES) {
            throw malformed(number);
        }
        return new MasterKey(id, master);
    }

    private static IllegalArgumentException malformed(int number) {
        return new IllegalArgumentException("line " + number + " is not ID:BASE64; expected a name of lower-case"
                + " letters, digits and -, and the base64 of " + MasterKey.BYTES + " bytes");
    }

    /** The names alone. */
    @Override
    public String toString() {
        return "keys " + ids();
    }
}
