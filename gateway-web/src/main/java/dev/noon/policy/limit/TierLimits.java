package dev.noon.policy.limit;

import dev.noon.exchange.Request;
import dev.noon.model.policy.Allowance;
import dev.noon.model.policy.Tiers;
import dev.noon.model.text.LinearPattern;
import dev.noon.policy.CompiledTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which limit counts for whom. Immutable. */
final class TierLimits {
    private record Matched(LinearPattern pattern, long limit) {}

    private final long limit;
    private final boolean tiered;
    private final Optional<CompiledTemplate> by;
    private final Map<String, Long> values;
    private final List<Matched> patterns;

    TierLimits(Allowance allowance) {
        Optional<Tiers> tiers = allowance.tiers();
        limit = allowance.limit();
        tiered = tiers.isPresent();
        by = tiers.flatMap(Tiers::by).map(CompiledTemplate::of);
        values = tiers.map(Tiers::values).orElse(Map.of());
        patterns = tiers.map(Tiers::patterns).orElse(List.of()).stream()
                .map(one -> new Matched(LinearPattern.of(one.pattern()), one.limit()))
                .toList();
    }

    long of(Request request) {
        return tiered ? tier(request).map(this::of).orElse(limit) : limit;
    }

    private Optional<String> tier(Request request) {
        return by.isPresent()
                ? by.get().whole(request)
                : request.origin().caller().tier();
    }

    private long of(String tier) {
        Long exact = values.get(tier);
        if (exact != null) {
            return exact;
        }
        return patterns.stream()
                .filter(matched -> matched.pattern().matches(tier))
                .map(Matched::limit)
                .findFirst()
                .orElse(limit);
    }
}
