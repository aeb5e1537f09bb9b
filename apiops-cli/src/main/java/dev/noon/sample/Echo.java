package dev.noon.sample;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.TreeMap;

/** {@code /echo}: what arrived, so that a test can see what a gateway sent. Names of headers are in lower case. */
record Echo(String name) implements Page {

    @Override
    public Answer answer(Asked asked) {
        JsonObjectBuilder headers = Json.createObjectBuilder();
        new TreeMap<>(asked.headers())
                .forEach((header, values) ->
                        headers.add(header.toLowerCase(Locale.ROOT), Json.createArrayBuilder(values)));
        return Answer.ok(Json.createObjectBuilder()
                .add("upstream", name)
                .add("method", asked.method())
                .add("path", asked.path())
                .add("query", asked.query())
                .add("headers", headers)
                .add("bodyBytes", asked.body().length)
                .build());
    }
}
