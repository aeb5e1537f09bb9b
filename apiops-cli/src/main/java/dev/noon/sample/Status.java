package dev.noon.sample;

import jakarta.json.Json;

/** {@code /status/503}: that status. */
record Status(String name) implements Page {

    @Override
    public Answer answer(Asked asked) {
        int status = Refusal.unlessNumber("status", asked.tail(), 200, 599);
        return new Answer(
                status,
                Json.createObjectBuilder()
                        .add("upstream", name)
                        .add("status", status)
                        .build());
    }
}
