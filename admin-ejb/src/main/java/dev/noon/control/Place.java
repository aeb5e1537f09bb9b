package dev.noon.control;

/**
 * Where an entry stands in its log.
 *
 * @param previous hash of the entry before
 */
public record Place(String environment, long number, String previous) {
    /** A digest that begins with the place. */
    Digest digest() {
        return Digest.start().part(environment).part(number).part(previous);
    }
}
