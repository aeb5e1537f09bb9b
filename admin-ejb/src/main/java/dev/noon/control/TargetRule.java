package dev.noon.control;

import dev.noon.model.Problem;
import dev.noon.model.ReadDefinition;
import dev.noon.model.Template;
import dev.noon.model.Upstream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which addresses upstreams must not have. */
@FunctionalInterface
public interface TargetRule {
    /** What is wrong with sending requests to {@code target}, in words that continue "is …"; empty if nothing. */
    Optional<String> fault(URI target);

    /** Every address will do. */
    static TargetRule any() {
        return target -> Optional.empty();
    }

    /**
     * Checks every target of every upstream that no variable stands in; the admin listener itself sends away what comes
     * through a gateway by another way.
     *
     * @throws InvalidDefinitions naming each one at fault
     */
    default void check(List<ReadDefinition> definitions) {
        List<Problem> problems = new ArrayList<>();
        for (ReadDefinition read : definitions) {
            if (read.definition() instanceof Upstream upstream) {
                for (int i = 0; i < upstream.targets().size(); i++) {
                    String pointer = "/spec/targets/" + i + "/url";
                    Template target = upstream.targets().get(i).url();
                    target.constant()
                            .map(URI::create)
                            .flatMap(this::fault)
                            .ifPresent(fault ->
                                    problems.add(read.problemAt(pointer, "is " + target.source() + "; " + fault)));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidDefinitions(problems);
        }
    }
}
