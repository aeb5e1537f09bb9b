package dev.noon.control.access;

import java.util.List;

/** Everything that somebody may do. Immutable. */
public record Grants(List<Grant> list) {
    /** Nothing. */
    public static final Grants NONE = new Grants(List.of());

    public Grants {
        list = List.copyOf(list);
    }

    /** Everything in one environment. */
    public static Grants administrator(String environment) {
        return new Grants(List.of(new Grant(Role.ADMINISTRATOR, environment, Grant.ANY)));
    }

    /** Whether they permit {@code wanted} in {@code project}. */
    public boolean permit(Permission wanted, String environment, String project) {
        return list.stream().anyMatch(grant -> grant.gives(wanted.least(), environment, project));
    }

    /** Whether they permit {@code wanted} in every project of {@code environment}. */
    public boolean permitEverywhere(Permission wanted, String environment) {
        return permit(wanted, environment, Grant.ANY);
    }

    /** Whether they permit {@code wanted} in at least one project of {@code environment}. */
    public boolean permitSomewhere(Permission wanted, String environment) {
        return list.stream().anyMatch(grant -> grant.givesSomewhere(wanted.least(), environment));
    }

    /** Whether whoever has them may give {@code grant} to others: only administrators may, and only what they administer. */
    public boolean mayGive(Grant grant) {
        return permit(Permission.TOKENS, grant.environment(), grant.project());
    }

    /** Whether any of them concerns {@code environment}. */
    public boolean concern(String environment) {
        return permitSomewhere(Permission.READ, environment);
    }

    /** The grants as text, in their order. */
    public List<String> texts() {
        return list.stream().map(Grant::text).toList();
    }
}
