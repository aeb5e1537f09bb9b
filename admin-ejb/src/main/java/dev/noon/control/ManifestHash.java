package dev.noon.control;

import dev.noon.model.DefinitionId;
import java.math.BigInteger;

/**
 * Identity of everything that is in force: the sum, modulo 2^256, of one SHA-256 per definition over kind, name, hash
 * and generation. Order does not matter, and a change of one definition of ten thousand costs two digests. It detects
 * drift and damage; it is no defence against somebody who can write the store.
 */
public record ManifestHash(BigInteger sum) {
    /** The hash of nothing. */
    public static final ManifestHash EMPTY = new ManifestHash(BigInteger.ZERO);

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    /** With one definition more. */
    public ManifestHash plus(DefinitionId id, Manifest.Entry entry) {
        return new ManifestHash(sum.add(digest(id, entry)).mod(MODULUS));
    }

    /** With one definition less; it must have been added before. */
    public ManifestHash minus(DefinitionId id, Manifest.Entry entry) {
        return new ManifestHash(sum.subtract(digest(id, entry)).mod(MODULUS));
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        String digits = sum.toString(16);
        return "0".repeat(64 - digits.length()) + digits;
    }

    private static BigInteger digest(DefinitionId id, Manifest.Entry entry) {
        Digest digest = Digest.start().part(id.kind().text()).part(id.name()).part(entry.hash());
        return new BigInteger(1, digest.part(entry.generation()).bytes());
    }
}
