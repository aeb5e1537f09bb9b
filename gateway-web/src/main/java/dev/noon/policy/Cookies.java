package dev.noon.policy;

import dev.noon.exchange.Request;
import java.util.ArrayList;
import java.util.List;

/** Reads cookies out of requests (RFC 6265 section 4.2). */
final class Cookies {
    private Cookies() {}

    /** The value of every cookie called {@code name}, in order; case counts. */
    static List<String> all(Request request, String name) {
        List<String> values = new ArrayList<>(1);
        for (String line : request.headers().all("Cookie")) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return values;
    }
}
