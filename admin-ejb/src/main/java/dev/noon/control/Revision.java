package dev.noon.control;

/**
 * One committed step of an environment: commit, lock and audit record in one document. Revisions are numbered from 1
 * without gaps, and each names the hash of the one before it.
 *
 * @param previous {@code hash} of the revision before; {@link #NONE} for the first
 * @param hash SHA-256 over everything else in the revision, lower-case hex
 */
public record Revision(String environment, long number, String previous, String hash, Commit commit)
        implements Chained {
    /** What the first revision names as its predecessor. */
    public static final String NONE = START;

    /** The revision that follows {@code previous} (a hash) as {@code number}. */
    public static Revision of(String environment, long number, String previous, Commit commit) {
        return new Revision(environment, number, previous, hashOf(environment, number, previous, commit), commit);
    }

    @Override
    public Author author() {
        return commit.author();
    }

    @Override
    public long timeMillis() {
        return commit.timeMillis();
    }

    @Override
    public boolean intact() {
        return hash.equals(hashOf(environment, number, previous, commit));
    }

    private static String hashOf(String environment, long number, String previous, Commit commit) {
        Digest digest =
                Digest.start().part(environment).part(number).part(previous).part(commit.content());
        digest.part(commit.changes().size());
        for (Change change : commit.changes()) {
            digest.part(change.id().toString());
            digest.part(change.oldHash().orElse("")).part(change.newHash().orElse(""));
        }
        digest.part(commit.tainted().size());
        commit.tainted().forEach(digest::part);
        digest.part(commit.author()).part(commit.message()).part(commit.timeMillis());
        if (!commit.manner().equals(Manner.PLAIN)) {
            digest.part("manner").part(commit.manner().text());
        }
        commit.idempotency()
                .ifPresent(it -> digest.part("idempotency").part(it.key()).part(it.request()));
        return digest.hex();
    }
}
