package dev.noon.sample;

import jakarta.json.Json;

/** {@code /slow?ms=100}: answers after that many milliseconds, at most ten minutes. */
record Slow(String name) implements Page {

    private static final int LONGEST_MILLIS = 600_000;

    @Override
    public Answer answer(Asked asked) throws InterruptedException {
        int millis = asked.number("ms", 1_000, 0, LONGEST_MILLIS);
        Thread.sleep(millis);
        return Answer.ok(Json.createObjectBuilder()
                .add("upstream", name)
                .add("waitedMillis", millis)
                .build());
    }
}
