package dev.noon.model.policy;

import dev.noon.model.Template;
import dev.noon.model.policy.CacheConduct.OnError;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * What ends stored answers before their time, and what they are known by then.
 *
 * @param tags what answers are purged by, besides what their upstream says; a tag with a variable that the request does not
 *     have is not given
 * @param capacity how many answers a node's heap keeps, the least valuable go first; 1 to 10,000,000; empty for as many as
 *     there is room for
 * @param onDeploy what becomes of them when a definition changes
 * @param clientNoCache whether a client that the gateway knows may insist on a fresher answer ({@code Cache-Control: no-cache},
 *     {@code max-age}, {@code min-fresh}; {@code Pragma: no-cache})
 * @param onInvalidationError what the client of a change is told if the grid did not confirm that what it changed is stored no
 *     more; empty for what the upstream said
 */
public record CacheUpkeep(
        List<Template> tags,
        OptionalInt capacity,
        OnDeploy onDeploy,
        boolean clientNoCache,
        Optional<OnError> onInvalidationError) {
    private static final int MOST_TAGS = 16;
    private static final int LARGEST_CAPACITY = 10_000_000;

    /** What is done where nothing is written. */
    public static final CacheUpkeep DEFAULT =
            new CacheUpkeep(List.of(), OptionalInt.empty(), OnDeploy.AUTO, false, Optional.empty());

    /** What becomes of stored answers when a definition changes. */
    public enum OnDeploy {
        /** They are dropped if the change may have made them wrong. */
        AUTO,
        /** They are served on, whatever has changed. */
        KEEP,
        /** They are dropped by every change that their proxy has to do with. */
        FLUSH
    }

    public CacheUpkeep {
        tags = List.copyOf(tags);
        if (tags.size() > MOST_TAGS) {
            throw new IllegalArgumentException(
                    "cache.tags has " + tags.size() + " tags; expected at most " + MOST_TAGS);
        }
        if (capacity.isPresent() && (capacity.getAsInt() < 1 || capacity.getAsInt() > LARGEST_CAPACITY)) {
            throw new IllegalArgumentException(
                    "cache.capacity is " + capacity.getAsInt() + "; expected 1 to " + LARGEST_CAPACITY);
        }
    }

    CacheUpkeep with(UnaryOperator<Template> change) {
        return new CacheUpkeep(
                tags.stream().map(change).toList(), capacity, onDeploy, clientNoCache, onInvalidationError);
    }
}
