package dev.noon.exchange;

/** A secret in clear, for the moment in which it is sent. It prints as nothing of itself. Immutable. */
public final class ClearSecret {
    private final String text;

    public ClearSecret(String text) {
        this.text = text;
    }

    /** The secret. Not for logs, answers, metrics or keys of caches. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
