package dev.noon.admin;

import dev.noon.control.Change;
import dev.noon.control.Revision;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller sees of revisions: all of them by number, time and hash, and the changes of the projects that they may
 * read; who made a revision and why only if there is such a change.
 */
final class RevisionView {
    private static final int NAMED_IN_LISTS = 100;

    private final AdminServices services;
    private final Access access;

    RevisionView(AdminServices services, Access access) {
        this.services = services;
        this.access = access;
    }

    JsonObject of(Revision revision) {
        return builder(revision).build();
    }

    /** For lists: of many changes only the first are named. */
    JsonObject brief(Revision revision) {
        return builder(revision, NAMED_IN_LISTS).build();
    }

    JsonObjectBuilder builder(Revision revision) {
        return builder(revision, Integer.MAX_VALUE);
    }

    private JsonObjectBuilder builder(Revision revision, int named) {
        List<Change> changes = revision.commit().changes();
        if (access.readsEverything()) {
            return RevisionJson.builder(revision, changes.subList(0, Math.min(named, changes.size())));
        }
        List<Change> visible = changes.stream().filter(this::mayRead).toList();
        if (visible.isEmpty()) {
            return Json.object()
                    .add("number", revision.number())
                    .add("hash", revision.commit().content())
                    .add("chain", revision.hash())
                    .add("previous", revision.previous())
                    .add("time", RevisionJson.time(revision.timeMillis()))
                    .add("changes", Json.strings(List.of()));
        }
        return RevisionJson.builder(revision, visible.subList(0, Math.min(named, visible.size())))
                .add("changeCount", visible.size())
                .add("tainted", Json.strings(tainted(revision)));
    }

    /** Those of {@code hashes} that belong to a project that the caller may read. */
    Set<String> readable(Set<String> hashes) {
        Map<String, String> projects = services.oversight().projects().of(hashes);
        return hashes.stream()
                .filter(hash -> access.mayRead(projects.getOrDefault(hash, "")))
                .collect(Collectors.toSet());
    }

    private boolean mayRead(Change change) {
        return services.oversight().projects().of(change).stream().anyMatch(access::mayRead);
    }

    private List<String> tainted(Revision revision) {
        return revision.commit().tainted().stream()
                .filter(name -> services.deployments()
                        .head()
                        .set()
                        .find(new DefinitionId(Kind.API_PROXY, name))
                        .filter(found ->
                                access.mayRead(found.definition().metadata().project()))
                        .isPresent())
                .toList();
    }
}
