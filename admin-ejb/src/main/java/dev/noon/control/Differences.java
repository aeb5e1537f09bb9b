package dev.noon.control;

import java.util.ArrayList;
import java.util.List;

/** Field by field, what a committed revision changed. Thread-safe. */
public final class Differences {
    private final Bodies bodies;

    public Differences(Bodies bodies) {
        this.bodies = bodies;
    }

    /**
     * The fields that an update changed; none for a definition that came or went.
     *
     * @throws DamagedLog if a wording is missing
     */
    public List<FieldChange> of(Change change) {
        List<FieldChange> fields = new ArrayList<>();
        change.oldHash().ifPresent(older -> change.newHash()
                .ifPresent(newer -> fields.addAll(FieldDiff.between(
                        bodies.read(older).root(), bodies.read(newer).root()))));
        return fields;
    }
}
