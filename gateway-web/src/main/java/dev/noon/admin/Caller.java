package dev.noon.admin;

import dev.noon.control.Author;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who calls: from where, and under which request id. */
final class Caller {
    /** Property under which the listener's door leaves the client's address. */
    static final String ADDRESS = "dev.noon.client";

    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private Caller() {}

    /** The client's address; a dash if nobody said. */
    static String address(ContainerRequestContext request) {
        return request.getProperty(ADDRESS) instanceof String address ? address : "-";
    }

    /** The author of what the caller does with {@code permission}. */
    static Author author(ContainerRequestContext request, String permission) {
        String id = Optional.ofNullable(request.getHeaderString(REQUEST_ID))
                .filter(text -> PLAIN.matcher(text).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        return new Author("administrator", permission, address(request), id);
    }
}
