package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.Guard;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.NameText;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Sends the client elsewhere.
 *
 * @param to a path, or scheme, host and path
 * @param status 301, 302, 303, 307 or 308
 * @param keepQuery whether the request's query is appended
 */
public record RedirectSpec(String name, Template to, int status, boolean keepQuery) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "redirect";

    /** The status where none is written. */
    public static final int DEFAULT_STATUS = 302;

    private static final List<Integer> STATUSES = List.of(301, 302, 303, 307, 308);

    public RedirectSpec {
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        Guard.check(TYPE + ".to", HeaderText.valueFault(to.source()));
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("redirect.status is " + status + "; expected one of: " + STATUSES);
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Acts acts() {
        return Acts.GATE;
    }

    @Override
    public PolicySpec named(String other) {
        return new RedirectSpec(other, to, status, keepQuery);
    }

    @Override
    public Map<String, Template> templates() {
        return Map.of("/redirect/to", to);
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new RedirectSpec(name, change.apply(to), status, keepQuery);
    }
}
