package dev.noon.sample;

import jakarta.json.JsonObject;

/** What to say: a status and a JSON body. */
record Answer(int status, JsonObject body) {

    static Answer ok(JsonObject body) {
        return new Answer(200, body);
    }
}
