package dev.noon.boot;

import dev.noon.admin.Credentials;
import dev.noon.admin.Credentials.Attempt;
import dev.noon.admin.Credentials.Verdict;
import dev.noon.control.access.Grants;
import dev.noon.control.access.Permission;
import dev.noon.edge.AdminGate;
import java.util.Locale;

/**
 * Who may see the server's own pages: metrics name every proxy, so they need a reader of every project; the other pages
 * need anybody known here. Thread-safe.
 */
record AdminPages(Credentials credentials, String environment) implements AdminGate {
    @Override
    public Answer ask(String authorization, String address, String path) {
        Verdict verdict = credentials.judge(new Attempt(authorization, address, false));
        if (verdict instanceof Verdict.Permitted permitted) {
            return mayRead(permitted.identity().grants(), path) ? Answer.ADMITTED : Answer.FORBIDDEN;
        }
        return verdict instanceof Verdict.Denied denied ? answer(denied.cause()) : Answer.UNKNOWN;
    }

    private boolean mayRead(Grants grants, String path) {
        return path.toLowerCase(Locale.ROOT).startsWith("/openapi")
                ? grants.concern(environment)
                : grants.permitEverywhere(Permission.READ, environment);
    }

    private static Answer answer(Credentials.Cause cause) {
        return switch (cause) {
            case REFUSED, CLOSED -> Answer.UNKNOWN;
            case LIMITED -> Answer.LIMITED;
            case UNSURE -> Answer.UNSURE;
        };
    }
}
