package dev.noon.model.text;

import java.util.Optional;

/** What may stand in a Host line: a lower-case name, perhaps with a port. */
public final class AuthorityText {
    private AuthorityText() {}

    /** What is wrong with an authority. */
    public static Optional<String> fault(String text) {
        int colon = text.indexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        boolean port = colon < 0 || text.substring(colon + 1).matches("[1-9][0-9]{0,4}");
        return HostText.nameFault(host).isEmpty() && port
                ? Optional.empty()
                : Optional.of("is " + Shown.of(text) + "; expected a host name, perhaps with a port, such as"
                        + " api.internal or api.internal:8080");
    }
}
