package dev.noon.policy.cache.rules;

import dev.noon.cache.HeaderField;
import dev.noon.exchange.ConnectionFields;
import dev.noon.exchange.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How an answer may be kept.
 *
 * @param ttlMillis how long from {@link Timing#responseMillis} it may be served as it is; 0 if never without asking
 * @param keptMillis how long from there it may be of any use: served stale, or validated; at least {@code ttlMillis}
 * @param initialAgeMillis age that it had at {@link Timing#responseMillis} (RFC 9111 section 4.2.3)
 * @param vary request fields that it varies by: lower case, sorted, each once
 * @param without further fields that are not kept, lower case
 * @param byBody whether the answer's body may say how long, see {@link CacheRules#keepWhole}
 */
public record Keep(
        long ttlMillis,
        long keptMillis,
        long initialAgeMillis,
        List<String> vary,
        Set<String> without,
        boolean byBody) {
    public Keep {
        vary = List.copyOf(vary);
        without = Set.copyOf(without);
        if (ttlMillis < 0 || keptMillis < ttlMillis || initialAgeMillis < 0) {
            throw new IllegalArgumentException("ttl " + ttlMillis + " ms, kept " + keptMillis + " ms, initial age "
                    + initialAgeMillis + " ms; none may be negative, nor the first longer than the second");
        }
    }

    /** An answer whose body has no say. */
    public Keep(long ttlMillis, long keptMillis, long initialAgeMillis, List<String> vary, Set<String> without) {
        this(ttlMillis, keptMillis, initialAgeMillis, vary, without, false);
    }

    /** The same for another life, and for as long as before past it. */
    Keep living(long otherMillis) {
        return new Keep(otherMillis, otherMillis + keptMillis - ttlMillis, initialAgeMillis, vary, without, byBody);
    }

    /** The lines of {@code headers} that may be kept, in their order. */
    public List<HeaderField> fields(Headers headers) {
        List<String> connection = headers.all("Connection");
        List<HeaderField> kept = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (isKept(name) && !ConnectionFields.names(connection, name)) {
                kept.add(new HeaderField(name, headers.value(i)));
            }
        }
        return kept;
    }

    private boolean isKept(String name) {
        return !ConnectionFields.has(name)
                && !name.equalsIgnoreCase("Age")
                && !name.equalsIgnoreCase("Cache-Status")
                && !name.equalsIgnoreCase("Set-Cookie")
                && !name.equalsIgnoreCase("Set-Cookie2")
                && !TagFields.isOne(name)
                && (without.isEmpty() || !without.contains(name.toLowerCase(Locale.ROOT)));
    }
}
