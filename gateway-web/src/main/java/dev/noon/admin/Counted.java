package dev.noon.admin;

import dev.noon.control.LimitBoard.Limit;
import dev.noon.counter.Whose;
import dev.noon.model.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who is meant where somebody names the counter of a limit. */
final class Counted {
    /** One of these names somebody. */
    static final List<String> NAMES = List.of("consumer", "address", "value", "identity");

    private static final String HASH = "[A-Za-z0-9_-]{22}";

    private Counted() {}

    /**
     * The hash of whose counter of {@code limit} is meant; empty if nobody is named.
     *
     * @param named what is said under each of {@link #NAMES}
     * @throws BadRequest if the limit counts otherwise
     */
    static Optional<String> identity(Limit limit, Map<String, String> named) {
        if (named.size() > 1) {
            throw new BadRequest("names somebody by "
                    + named.keySet().stream().sorted().collect(Collectors.joining(" and ")) + "; expected one of "
                    + String.join(", ", NAMES));
        }
        return named.entrySet().stream().findFirst().map(one -> hash(limit, one.getKey(), one.getValue()));
    }

    private static String hash(Limit limit, String name, String text) {
        Optional<Template> by = limit.spec().counting().by();
        return switch (name) {
            case "identity" -> checked(text);
            case "value" -> {
                refuse(by.isEmpty(), name, "the consumer, or else by the client's address", "consumer, address");
                yield Whose.value(text).hash();
            }
            case "consumer" -> {
                refuse(by.isPresent(), name, by.map(Template::source).orElse(""), "value");
                yield Whose.consumer(text).hash();
            }
            default -> {
                refuse(by.isPresent(), name, by.map(Template::source).orElse(""), "value");
                yield Whose.address(text).hash();
            }
        };
    }

    private static void refuse(boolean otherwise, String name, String counts, String expected) {
        if (otherwise) {
            throw new BadRequest(
                    name + " names nobody: the limit counts by " + counts + "; expected " + expected + " or identity");
        }
    }

    private static String checked(String hash) {
        if (!hash.matches(HASH)) {
            throw new BadRequest("identity is " + hash
                    + "; must be a hash of 22 characters, as X-RateLimit-Identity and the list of counters have it");
        }
        return hash;
    }
}
