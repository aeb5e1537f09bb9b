package dev.noon.snapshot;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** The methods that a proxy or an endpoint answers to. Immutable. */
final class Methods {
    /** What every gateway knows without being told (RFC 9110 section 9, RFC 5789). */
    static final Set<String> KNOWN = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private final List<String> listed;

    Methods(List<String> listed) {
        this.listed = listed;
    }

    /** Whether {@code method} is one of them; HEAD is wherever GET is. */
    boolean has(String method) {
        if (listed.isEmpty()) {
            return KNOWN.contains(method);
        }
        return listed.contains(method) || (method.equals("HEAD") && listed.contains("GET"));
    }

    void addTo(SortedSet<String> allowed) {
        allowed.addAll(listed.isEmpty() ? KNOWN : listed);
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
    }
}
