package dev.noon.control;

import dev.noon.control.access.Permission;
import dev.noon.model.Definition;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionSet.Versioned;
import dev.noon.model.ReadDefinition;
import java.util.Optional;

/**
 * Checks that an author may touch everything that a wish names: in the project that a definition names, in the one it
 * is in now, and where it goes away. What is named and does not change counts too: whether it is "unchanged" would tell
 * what another project's definition says. Pure.
 */
final class Touched {
    private final String environment;
    private final Tip head;
    private final Terms terms;
    private final Permission permission;

    private Touched(String environment, Tip head, Terms terms) {
        this.environment = environment;
        this.head = head;
        this.terms = terms;
        this.permission = terms.dryRun() ? Permission.PLAN : Permission.APPLY;
    }

    /** @throws Forbidden naming the first definition that the author may not touch */
    static void check(String environment, Tip head, Wanted wanted, Terms terms) {
        Touched touched = new Touched(environment, head, terms);
        if (terms.access().permitEverywhere(touched.permission, environment)) {
            return;
        }
        for (ReadDefinition read : wanted.present()) {
            touched.check(read.id(), read.definition().metadata().project());
            touched.checkInForce(read.id());
        }
        wanted.absent().forEach(touched::checkInForce);
        wanted.resealed().forEach(touched::checkInForce);
    }

    private void checkInForce(DefinitionId id) {
        Optional<String> project = head.set()
                .find(id)
                .map(Versioned::definition)
                .map(Definition::metadata)
                .map(metadata -> metadata.project());
        project.ifPresent(name -> check(id, name));
    }

    private void check(DefinitionId id, String project) {
        if (!terms.access().permit(permission, environment, project)) {
            throw Forbidden.of(permission, id.toString(), project);
        }
    }
}
