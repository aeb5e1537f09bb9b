package dev.noon.cli.report;

import dev.noon.cli.admin.AdminRefusal;
import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A problem document as compilers print theirs: {@code file:line:column: field: message [code]}, the line and a caret. */
public final class ProblemReport {

    private static final Pattern SECRETIVE =
            Pattern.compile("secret|\\bkind\\b.*(Credential|OAuthClient)", Pattern.CASE_INSENSITIVE);

    private final Terminal terminal;
    private final Map<String, List<String>> sources;

    /**
     * @param files the files at hand, for the offending lines
     */
    public ProblemReport(Terminal terminal, List<DefinitionFile> files) {
        this.terminal = terminal;
        this.sources = files.stream()
                .collect(Collectors.toMap(
                        DefinitionFile::name, file -> file.text().lines().toList(), (first, second) -> first));
    }

    /** Prints all errors, or what the problem says if it names none. */
    public void print(AdminRefusal refusal) {
        List<JsonObject> errors = Members.objects(refusal.problem(), "errors");
        if (errors.isEmpty() || refusal.is("still-used")) {
            terminal.err().println(terminal.bad("noon: " + summary(refusal)));
            printWinner(refusal.problem());
            printVotes(refusal.problem());
            return;
        }
        errors.forEach(this::printError);
        terminal.err()
                .println(terminal.bad("noon: " + errors.size() + (errors.size() == 1 ? " error" : " errors")
                        + "; nothing was applied"));
    }

    /** Whose revision came first, when that is why. */
    private void printWinner(JsonObject problem) {
        if (problem.get("winner") instanceof JsonObject winner) {
            String message = winner.getString("message", "");
            terminal.err()
                    .println("  revision " + Shown.text(winner, "number") + " by " + Shown.text(winner, "actor")
                            + " at " + Shown.time(winner, "time") + (message.isEmpty() ? "" : ": " + message));
        }
    }

    /** What every node said to a strict change that was aborted. */
    private void printVotes(JsonObject problem) {
        for (JsonObject receipt : Members.objects(problem, "receipts")) {
            String state = Shown.text(receipt, "state");
            String said =
                    switch (state) {
                        case "acknowledged" -> "could";
                        case "refused" -> "could not: " + receipt.getString("reason", "");
                        default -> "did not answer in time";
                    };
            terminal.err().println("  " + Shown.text(receipt, "node") + " " + said);
        }
    }

    private static String summary(AdminRefusal refusal) {
        String title = refusal.problem().getString("title", "");
        String detail = refusal.problem().getString("detail", "");
        String text =
                title.isEmpty() || detail.isEmpty() || title.equals(detail) ? title + detail : title + ": " + detail;
        String hint = refusal.status() == 401
                ? "\nthe token is not the manager's, has expired or was revoked; see NOON_TOKEN and --token-file"
                : "";
        return (text.isEmpty() ? "the admin API answered " + refusal.status() : text) + hint;
    }

    private void printError(JsonObject error) {
        terminal.err().println(place(error) + field(error) + terminal.bad(Shown.text(error, "message")) + code(error));
        List<String> lines = sources.getOrDefault(error.getString("file", ""), List.of());
        int line = error.getInt("line", 0);
        if (line >= 1 && line <= lines.size() && !maySecrets(lines, line)) {
            printSource(lines.get(line - 1), line, error.getInt("column", 0));
        }
    }

    /** Whether the document that has the line may hold secrets: what is printed here ends in the logs of builds. */
    private static boolean maySecrets(List<String> lines, int line) {
        int first = line - 1;
        while (first > 0 && !lines.get(first).startsWith("---")) {
            first--;
        }
        int last = line;
        while (last < lines.size() && !lines.get(last).startsWith("---")) {
            last++;
        }
        return SECRETIVE.matcher(String.join("\n", lines.subList(first, last))).find();
    }

    private static String place(JsonObject error) {
        String file = error.getString("file", "");
        int line = error.getInt("line", 0);
        int column = error.getInt("column", 0);
        if (file.isEmpty()) {
            return "";
        }
        return file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "") + ": ";
    }

    private static String field(JsonObject error) {
        String field = FieldPath.readable(error.getString("field", ""));
        return field.isEmpty() || field.equals("[\"\"]") ? "" : field + ": ";
    }

    /** By what the documentation knows it, if it is something that lints find. */
    static String code(JsonObject error) {
        String code = error.getString("code", "");
        return code.isEmpty() ? "" : " [" + code + "]";
    }

    private void printSource(String source, int line, int column) {
        String margin = "  " + line + " | ";
        terminal.err().println(terminal.faint(margin) + source);
        if (column >= 1 && column <= source.length() + 1) {
            // tabs stay tabs, so that the caret stands under its character
            String before = source.substring(0, column - 1).replaceAll("[^\t]", " ");
            terminal.err().println(terminal.faint(" ".repeat(margin.length() - 2) + "| ") + before + terminal.bad("^"));
        }
    }
}
