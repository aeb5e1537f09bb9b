package dev.noon.model;

import dev.noon.model.PolicyMerge.Level;
import dev.noon.model.PolicyMerge.Written;
import dev.noon.model.Template.Source;
import dev.noon.model.Template.Variable;
import dev.noon.model.policy.ApiKeySpec;
import dev.noon.model.policy.Conditioned;
import dev.noon.model.policy.JwtSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.policy.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A policy that runs on a route, as lints look at it.
 *
 * @param written the item of a list that it stands for
 * @param spec what it says
 */
record LintedStep(Written written, PolicySpec spec) {
    private static final Variable AUTHORIZATION = new Variable(Source.HEADER, "Authorization");

    /** The policy without its condition. */
    PolicySpec bare() {
        return spec.bare();
    }

    Level level() {
        return written.level();
    }

    /** Which requests it is for; empty for all. */
    Optional<When> when() {
        return spec instanceof Conditioned conditioned ? Optional.of(conditioned.when()) : Optional.empty();
    }

    /** Whether it runs for every request that comes to it. */
    boolean isUnconditional() {
        return when().isEmpty();
    }

    /** Whether nobody gets past it whom it does not know. */
    boolean demandsCaller() {
        return isUnconditional() && spec.identifies() && !isOptional();
    }

    /** Whether who shows no credential gets past it, by its own word. */
    boolean isOptional() {
        return (bare() instanceof ApiKeySpec key && key.optional())
                || (bare() instanceof JwtSpec jwt && jwt.terms().optional());
    }

    /** Whether what it knows callers by is still in the request behind it. */
    boolean forwards() {
        return (bare() instanceof ApiKeySpec key && key.forward())
                || (bare() instanceof JwtSpec jwt && jwt.terms().forward());
    }

    /** Whether it may know callers by {@code Authorization}. */
    boolean readsAuthorization() {
        return credentials().stream().anyMatch(variable -> KeyReach.same(variable, AUTHORIZATION));
    }

    /** Where it looks for credentials; nowhere if it does not look for any. */
    List<Variable> credentials() {
        List<Variable> credentials = new ArrayList<>();
        if (bare() instanceof ApiKeySpec key) {
            add(credentials, key.places().header(), key.places().query());
            if (key.places().basic() || key.places().bearer()) {
                credentials.add(AUTHORIZATION);
            }
        } else if (bare() instanceof JwtSpec jwt) {
            add(credentials, jwt.place().header(), jwt.place().query());
        }
        return credentials;
    }

    private static void add(List<Variable> credentials, String header, Optional<String> query) {
        credentials.add(new Variable(Source.HEADER, header));
        query.ifPresent(name -> credentials.add(new Variable(Source.QUERY, name)));
    }
}
