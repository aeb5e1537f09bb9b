package dev.noon.policy.compress;

import dev.noon.exchange.Headers;
import java.util.Locale;

/** Which encodings of a body a client takes (RFC 9110 section 12.5.3). */
final class AcceptedCodings {
    private static final double ABSENT = -1;

    private double gzip = ABSENT;
    private double identity = ABSENT;
    private double others = ABSENT;

    private AcceptedCodings() {}

    /** Whether the client takes gzip, and not rather the body as it is. */
    static boolean hasGzip(Headers request) {
        if (!request.has("Accept-Encoding")) {
            return false;
        }
        AcceptedCodings accepted = new AcceptedCodings();
        for (String line : request.all("Accept-Encoding")) {
            for (String coding : line.split(",", -1)) {
                accepted.add(coding.strip().toLowerCase(Locale.ROOT));
            }
        }
        double weight = accepted.gzip == ABSENT ? accepted.others : accepted.gzip;
        return weight > 0 && weight >= accepted.identity;
    }

    private void add(String coding) {
        int parameter = coding.indexOf(';');
        String name = (parameter < 0 ? coding : coding.substring(0, parameter)).strip();
        double weight =
                parameter < 0 ? 1 : weight(coding.substring(parameter + 1).strip());
        switch (name) {
            case "gzip", "x-gzip" -> gzip = Math.max(gzip, weight);
            case "identity" -> identity = weight;
            case "*" -> others = weight;
            default -> {
                // One that nobody here makes.
            }
        }
    }

    /** From 0 to 1; 0 for what is no weight, so that it is not taken for consent. */
    private static double weight(String parameter) {
        boolean sound = parameter.startsWith("q=") && parameter.substring(2).matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?");
        return sound ? Double.parseDouble(parameter.substring(2)) : 0;
    }
}
