package dev.noon.policy.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a good token says.
 *
 * @param bearer what the claim that names consumers says
 * @param scalars claims that are one value, as text
 * @param values every claim that is a value or a list of them, as texts
 * @param identity differs for tokens whose bearers may be answered differently
 * @param fromMillis when it begins to be good, in milliseconds since 1970
 * @param untilMillis when it ends, likewise
 */
record Verified(
        Optional<String> bearer,
        Map<String, String> scalars,
        Map<String, List<String>> values,
        String identity,
        long fromMillis,
        long untilMillis) {
    boolean isGood(long nowMillis) {
        return nowMillis >= fromMillis && nowMillis < untilMillis;
    }
}
