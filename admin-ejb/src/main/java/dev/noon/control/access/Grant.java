package dev.noon.control.access;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One role in one project of one environment.
 *
 * @param environment its name, or {@link #ANY}
 * @param project its name, or {@link #ANY}
 */
public record Grant(Role role, String environment, String project) {
    /** Every environment, or every project. */
    public static final String ANY = "*";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]{0,61}[a-z0-9])?");

    public Grant {
        check("environment", environment);
        check("project", project);
    }

    /**
     * The grant that is spelled {@code ROLE:ENVIRONMENT} or {@code ROLE:ENVIRONMENT:PROJECT}; without a project, every
     * project.
     *
     * @throws IllegalArgumentException if it is spelled otherwise; the message says what was expected
     */
    public static Grant parse(String text) {
        List<String> parts = Arrays.asList(text.split(":", -1));
        if (parts.size() < 2 || parts.size() > 3) {
            throw new IllegalArgumentException("grant is '" + text + "'; expected ROLE:ENVIRONMENT[:PROJECT]");
        }
        Role role = Role.of(parts.get(0))
                .orElseThrow(() -> new IllegalArgumentException(
                        "role is '" + parts.get(0) + "'; expected reader, operator, publisher or administrator"));
        return new Grant(role, parts.get(1), parts.size() == 3 ? parts.get(2) : ANY);
    }

    /** The grant as {@link #parse} reads it, always with its project. */
    public String text() {
        return role.text() + ":" + environment + ":" + project;
    }

    /** Whether it gives {@code needed} in {@code project} of {@code environment}; {@link #ANY} asks for every project. */
    boolean gives(Role needed, String inEnvironment, String inProject) {
        return role.includes(needed) && within(environment, inEnvironment) && within(project, inProject);
    }

    /** Whether it gives {@code needed} in some project of {@code environment}. */
    boolean givesSomewhere(Role needed, String inEnvironment) {
        return role.includes(needed) && within(environment, inEnvironment);
    }

    private static boolean within(String mine, String asked) {
        return mine.equals(ANY) || mine.equals(asked);
    }

    private static void check(String what, String text) {
        if (!text.equals(ANY) && !NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    what + " is '" + text + "'; expected lower-case letters, digits, - and ., or *");
        }
    }
}
