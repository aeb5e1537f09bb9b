package dev.noon.cli.terminal;

/** What the process ends with. Scripts rely on these. */
public final class Exit {

    /** Done, or nothing to do. */
    public static final int DONE = 0;
    /** Refused: invalid, not hot-applicable, a conflict. */
    public static final int REFUSED = 1;
    /** {@code drift}: what is in force is not what the files say. */
    public static final int DIFFERENT = 1;
    /** The command line itself is wrong. */
    public static final int USAGE = 2;
    /** Applied, but not every live node acknowledged it in time. */
    public static final int LAGGING = 3;
    /** The manager could not be reached or did not permit it. */
    public static final int UNREACHABLE = 4;
    /** {@code plan --detailed-exitcode}: there are changes. */
    public static final int CHANGES = 10;

    private Exit() {}
}
