package dev.noon.control;

/**
 * Something that happened on the admin side and concerns no node: a token made or revoked, a request that was not
 * permitted.
 */
public record Event(
        String environment, long number, String previous, String hash, Deed deed, Author author, long timeMillis)
        implements Chained {
    /**
     * What happened.
     *
     * @param action for example {@code token-created}
     * @param object what it was done to, for example {@code token/0123456789ab}
     * @param project the project of the object; empty when it has none
     * @param detail everything else, in words
     */
    public record Deed(String action, String object, String project, String detail) {}

    /** The event at {@code place}. */
    public static Event of(Place place, Deed deed, Author author, long timeMillis) {
        return new Event(
                place.environment(),
                place.number(),
                place.previous(),
                hashOf(place, deed, author, timeMillis),
                deed,
                author,
                timeMillis);
    }

    @Override
    public boolean intact() {
        return hash.equals(hashOf(new Place(environment, number, previous), deed, author, timeMillis));
    }

    private static String hashOf(Place place, Deed deed, Author author, long timeMillis) {
        Digest digest = place.digest().part(deed.action()).part(deed.object());
        return digest.part(deed.project())
                .part(deed.detail())
                .part(author)
                .part(timeMillis)
                .hex();
    }
}
