package dev.noon.policy.cache.rules;

/** What caches know about statuses (RFC 9110 section 15). */
final class Statuses {
    private Statuses() {}

    /** Whether it is a complete answer that is no error and stands for the resource whatever its lines say; not 302. */
    static boolean isComplete(int status) {
        return switch (status) {
            case 200, 203, 204, 300, 301, 308 -> true;
            default -> false;
        };
    }

    /** Whether such an answer may be kept although it does not say so (RFC 9110 section 15.1). */
    static boolean isHeuristic(int status) {
        return switch (status) {
            case 200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501 -> true;
            default -> false;
        };
    }

    /** Whether what the status means to caches is known here ({@code must-understand}, RFC 9111 section 5.2.2.3). */
    static boolean isUnderstood(int status) {
        return switch (status) {
            case 200, 201, 202, 203, 204, 205 -> true;
            case 300, 301, 302, 303, 307, 308 -> true;
            case 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 413, 414, 415, 417 -> true;
            case 421, 422, 426 -> true;
            case 500, 501, 502, 503, 504, 505 -> true;
            default -> false;
        };
    }

    /** Whether the upstream failed, by its status (RFC 5861 section 4) or because no answer came (0). */
    static boolean isFailure(int status) {
        return switch (status) {
            case 0, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }
}
