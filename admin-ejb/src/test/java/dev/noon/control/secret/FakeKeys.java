package dev.noon.control.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keys that tests name: a key of the same name is the same key. */
public final class FakeKeys implements Supplier<Keyring> {
    private volatile Keyring ring = Keyring.EMPTY;

    public static FakeKeys of(String... ids) {
        FakeKeys keys = new FakeKeys();
        keys.use(ids);
        return keys;
    }

    /** From now on these, the first being the current one. */
    public void use(String... ids) {
        ring = ids.length == 0 ? Keyring.EMPTY : Keyring.parse(file(ids));
    }

    /** The file that has these keys. */
    public static String file(String... ids) {
        return List.of(ids).stream().map(id -> id + ":" + material(id) + "\n").collect(Collectors.joining());
    }

    public Vault vault() {
        return new Vault(this, new SecureRandom());
    }

    @Override
    public Keyring get() {
        return ring;
    }

    static String material(String id) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
