package dev.noon.cli.export;

import dev.noon.cli.report.Yaml;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import jakarta.json.JsonObject;
import java.util.regex.Pattern;

/**
 * One definition as a file.
 *
 * @param path {@code PROJECT/KIND/NAME.yaml}
 * @param text the definition as YAML: keys sorted, no defaults added
 */
public record ExportedFile(String path, String text) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    private static final Pattern KIND = Pattern.compile("[A-Za-z]+");

    /**
     * A definition as the manager lists it.
     *
     * @throws CliFailure with {@link Exit#UNREACHABLE} when its names could lead out of the directory
     */
    public static ExportedFile of(JsonObject listed) {
        String project = checked(NAME, listed.getString("project", ""));
        String kind = checked(KIND, listed.getString("kind", ""));
        String name = checked(NAME, listed.getString("name", ""));
        return new ExportedFile(
                project + "/" + kind + "/" + name + ".yaml", Yaml.of(listed.getJsonObject("definition")));
    }

    /** Whether a path of three parts is one that {@link #of} could have made. */
    static boolean isPath(String project, String kind, String file) {
        return NAME.matcher(project).matches()
                && KIND.matcher(kind).matches()
                && file.endsWith(".yaml")
                && NAME.matcher(file.substring(0, file.length() - ".yaml".length()))
                        .matches();
    }

    private static String checked(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new CliFailure(
                    Exit.UNREACHABLE, "the manager lists a definition named '" + text + "', which is no proper name");
        }
        return text;
    }
}
