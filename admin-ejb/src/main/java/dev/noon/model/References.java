package dev.noon.model;

import java.util.List;
import java.util.Map;

/** Checks that span definitions. Pure. */
public final class References {
    private References() {}

    /**
     * Everything that would be wrong if {@code inForce} were in force.
     *
     * @param inForce the complete set, with the definitions just read in it
     * @param read the definitions just read, for their places; problems of others name kind and name
     *     in place of a file
     */
    public static List<Problem> problems(Map<DefinitionId, Definition> inForce, List<ReadDefinition> read) {
        throw new UnsupportedOperationException(inForce.size() + "/" + read.size());
    }
}
