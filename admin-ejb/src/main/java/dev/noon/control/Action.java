package dev.noon.control;

/** What happens to one definition. */
public enum Action {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete");

    private final String text;

    Action(String text) {
        this.text = text;
    }

    /** The action as documents and JSON spell it. */
    public String text() {
        return text;
    }

    /**
     * The action that is spelled {@code text}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Action of(String text) {
        for (Action action : values()) {
            if (action.text.equals(text)) {
                return action;
            }
        }
        throw new IllegalArgumentException("action is " + text + "; must be create, update or delete");
    }
}
