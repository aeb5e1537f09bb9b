package dev.noon.control;

/** A log that carries out its first append and does not say so. */
final class ForgetsToAnswer extends PassingLog {
    private boolean forgotten;

    ForgetsToAnswer(RevisionLog log) {
        super(log);
    }

    @Override
    public Appended append(Revision revision) {
        Appended appended = super.append(revision);
        if (!forgotten) {
            forgotten = true;
            throw new StoreUnavailable("the answer to the append was lost");
        }
        return appended;
    }
}
