package dev.noon.sample;

import jakarta.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** {@code /loans?amount=1000&term=12}: a quote. {@code served} and {@code time} tell a computed answer from a cached one. */
final class Loans implements Page {

    private static final int LARGEST_AMOUNT = 10_000_000;
    private static final int LONGEST_TERM = 480;
    private static final double MONTHLY_RATE = 0.049 / 12;

    private final String name;
    private final Clock clock;
    private final AtomicLong served = new AtomicLong();

    Loans(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    @Override
    public Answer answer(Asked asked) {
        int amount = asked.number("amount", 1_000, 1, LARGEST_AMOUNT);
        int term = asked.number("term", 12, 1, LONGEST_TERM);
        BigDecimal monthly = BigDecimal.valueOf(amount * MONTHLY_RATE / (1 - Math.pow(1 + MONTHLY_RATE, -term)))
                .setScale(2, RoundingMode.HALF_EVEN);
        return Answer.ok(Json.createObjectBuilder()
                .add("amount", amount)
                .add("term", term)
                .add("monthly", monthly)
                .add("upstream", name)
                .add("served", served.incrementAndGet())
                .add("time", clock.instant().toString())
                .build());
    }
}
