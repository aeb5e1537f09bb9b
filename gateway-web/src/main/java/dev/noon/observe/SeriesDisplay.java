package dev.noon.observe;

/** Where series are shown. Used by one thread at a time. */
interface SeriesDisplay {
    /** Shows nothing. */
    SeriesDisplay NONE = new SeriesDisplay() {
        @Override
        public void show(ProxySeries series) {}

        @Override
        public void hide(ProxySeries series) {}
    };

    /** Shows it, and what is new in it. */
    void show(ProxySeries series);

    /** It is gone. */
    void hide(ProxySeries series);
}
