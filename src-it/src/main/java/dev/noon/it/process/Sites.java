package dev.noon.it.process;

/** Where the processes of a cluster run. */
public interface Sites {
    /** Everything on this machine's loopback. */
    Sites LOOPBACK = new Sites() {
        @Override
        public Site store() {
            return Site.LOOPBACK;
        }

        @Override
        public Site node(int number) {
            return Site.LOOPBACK;
        }
    };

    Site store();

    /** Where node {@code number} runs, counted from 1. */
    Site node(int number);
}
