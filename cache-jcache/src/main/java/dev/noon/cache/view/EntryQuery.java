package dev.noon.cache.view;

import dev.noon.cache.Scope;
import java.util.function.Predicate;

/**
 * Which entries are asked for.
 *
 * @param proxies whose responses; asked of scopes that hold responses only
 * @param prefix what the paths of responses begin with
 * @param after the {@code next} of the page before; empty for the first one
 * @param limit how many at most, 1 to {@value #MOST}
 */
public record EntryQuery(Scope scope, Predicate<String> proxies, String prefix, String after, int limit) {
    /** Longest page. */
    public static final int MOST = 500;

    public EntryQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is " + limit + "; must be 1 to " + MOST);
        }
    }

    /** Whether that response is asked for. */
    public boolean takes(String proxy, String path) {
        return proxies.test(proxy) && path.startsWith(prefix);
    }

    /** Says that {@code after} is of no page. */
    public IllegalArgumentException notAPage() {
        return new IllegalArgumentException("after is " + after + "; must be the next of a page");
    }
}
