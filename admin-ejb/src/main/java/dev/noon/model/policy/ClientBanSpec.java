package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.Guard;
import dev.noon.model.text.NameText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Refuses everything from a client for a time after it was refused too often.
 *
 * @param by what tells clients apart
 * @param statuses which replies are refusals, 400 to 599
 */
public record ClientBanSpec(String name, Terms terms, Template by, SortedSet<Integer> statuses) implements PolicySpec {
    /** Key of this policy in definitions. */
    public static final String TYPE = "clientBan";

    /** What tells clients apart where nothing is written. */
    public static final Template DEFAULT_BY = Template.parse("${client.ip}");

    /** What is a refusal where nothing is written. */
    public static final SortedSet<Integer> DEFAULT_STATUSES =
            Collections.unmodifiableSortedSet(new TreeSet<>(List.of(401, 403, 429)));

    private static final String BY = "/clientBan/by";
    private static final int MOST_REFUSALS = 1000;

    /**
     * When and for how long.
     *
     * @param after how many refusals, 1 to 1000
     * @param within in what time they must come, one second to an hour
     * @param lasting how long the ban is, one second to a day
     */
    public record Terms(int after, Duration within, Duration lasting) {
        private static final Duration SHORTEST = Duration.ofSeconds(1);

        public Terms {
            if (after < 1 || after > MOST_REFUSALS) {
                throw new IllegalArgumentException("clientBan.after is " + after + "; expected 1 to " + MOST_REFUSALS);
            }
            Guard.check(TYPE + ".within", DurationText.fault(within, SHORTEST, Duration.ofHours(1)));
            Guard.check(TYPE + ".for", DurationText.fault(lasting, SHORTEST, Duration.ofDays(1)));
        }
    }

    public ClientBanSpec {
        statuses = Collections.unmodifiableSortedSet(new TreeSet<>(statuses));
        Guard.check(TYPE + ".name", NameText.policyFault(name));
        if (by.isConstant()) {
            throw new IllegalArgumentException(
                    "clientBan.by has no variable; expected one, or one client's refusals ban all");
        }
        if (statuses.isEmpty() || statuses.first() < 400 || statuses.last() > 599) {
            throw new IllegalArgumentException("clientBan.statuses is " + statuses + "; expected some of 400 to 599");
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
        return new ClientBanSpec(other, terms, by, statuses);
    }

    @Override
    public Map<String, Template> templates() {
        return Map.of(BY, by);
    }

    @Override
    public PolicySpec with(UnaryOperator<Template> change) {
        return new ClientBanSpec(name, terms, change.apply(by), statuses);
    }
}
