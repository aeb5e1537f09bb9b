package dev.noon.it.behaviour;

import java.util.List;

/** What behaviours are about, in the order in which they are shown. */
public enum Topic {
    LIVES("life", Lives.table()),
    DIRECTIVES("Cache-Control", Parsing.directives()),
    DATES("dates", Parsing.dates()),
    AGES("Age", Parsing.ages()),
    TARGETED("CDN-Cache-Control", Targeted.table()),
    STATUSES("statuses", Storing.statuses()),
    STORING("what is stored", Storing.table()),
    FIELDS("header fields", Fields.table()),
    VARY("Vary", Varying.table()),
    VALIDATION("validation", Validating.table()),
    FRESHENING("what a 304 changes", Validating.freshening()),
    CONDITIONS("clients' conditions", Conditions.table()),
    RANGES("ranges", Conditions.ranges()),
    STALE("stale answers", Staleness.table()),
    REQUESTS("clients' directives", Wishes.table()),
    METHODS("methods", Changes.methods()),
    CHANGES("what changes end", Changes.table());

    private final String title;
    private final List<Behaviour> behaviours;

    Topic(String title, List<Behaviour> behaviours) {
        this.title = title;
        this.behaviours = List.copyOf(behaviours);
    }

    public String title() {
        return title;
    }

    public List<Behaviour> behaviours() {
        return behaviours;
    }
}
