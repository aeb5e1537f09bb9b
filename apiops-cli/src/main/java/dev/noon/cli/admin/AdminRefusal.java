package dev.noon.cli.admin;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import jakarta.json.JsonObject;

/** A problem document of the admin API. */
public final class AdminRefusal extends CliFailure {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonObject problem;

    AdminRefusal(int status, JsonObject problem) {
        super(
                exitFor(status),
                problem.getString("detail", problem.getString("title", "the admin API answered " + status)));
        this.status = status;
        this.problem = problem;
    }

    public int status() {
        return status;
    }

    /** The document: {@code type}, {@code title}, {@code detail} and perhaps {@code errors}. */
    public JsonObject problem() {
        return problem;
    }

    /** Whether the problem is of the type that ends so, for example {@code not-hot}. */
    public boolean is(String slug) {
        return problem.getString("type", "").endsWith("/" + slug);
    }

    private static int exitFor(int status) {
        return status == 401 || status == 403 || status >= 500 ? Exit.UNREACHABLE : Exit.REFUSED;
    }
}
