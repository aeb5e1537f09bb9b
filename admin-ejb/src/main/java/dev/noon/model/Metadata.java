package dev.noon.model;

import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.util.Optional;

/** A definition's name, the project it belongs to ({@code default} if none is written), and a proxy's group. */
public record Metadata(String name, String project, Optional<String> group) {
    /** The project of definitions that name none. */
    public static final String DEFAULT_PROJECT = "default";

    public Metadata {
        Guard.check("metadata.name", NameText.fault(name));
        Guard.check("metadata.project", NameText.fault(project));
        Guard.check("metadata.group", group.flatMap(NameText::fault));
    }

    /** Says no to a group, for every kind but a proxy. */
    void refuseGroup() {
        if (group.isPresent()) {
            throw new IllegalArgumentException(
                    "metadata.group is " + group.get() + "; expected none: only an ApiProxy has a group");
        }
    }
}
