package dev.noon.cli;

import dev.noon.cli.admin.DefinitionFile;
import dev.noon.cli.admin.InForce;
import dev.noon.cli.export.ExportedFile;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes from one environment to another: everything but what each environment has for itself.
 *
 * @param from name of the environment that {@code source} was read from
 */
record Promotion(InForce source, String from) {

    private static final Set<String> OWN = Set.of("Credential", "Environment");

    List<DefinitionFile> files() {
        return shared().map(one -> file(from, one)).toList();
    }

    /** The same, and of the projects concerned what the target has for itself, so that pruning leaves it alone. */
    List<DefinitionFile> filesKeepingOwn(InForce target, String to) {
        Set<String> projects = shared().map(one -> one.getString("project", "")).collect(Collectors.toSet());
        Stream<DefinitionFile> own = target.definitions().stream()
                .filter(one -> isOwn(one) && projects.contains(one.getString("project", "")))
                .map(one -> file(to, one));
        return Stream.concat(files().stream(), own).toList();
    }

    /** Kind and name of what stays where it is. */
    List<String> staying() {
        return source.definitions().stream()
                .filter(Promotion::isOwn)
                .map(one -> one.getString("kind", "") + "/" + one.getString("name", ""))
                .toList();
    }

    /** Tells the audit where it came from. */
    String message(String why) {
        return "promoted from " + from + " revision " + source.revision() + (why.isEmpty() ? "" : ": " + why);
    }

    private Stream<JsonObject> shared() {
        return source.definitions().stream().filter(one -> !isOwn(one));
    }

    /** A sealed secret opens in its own environment only, so what holds one stays there, whatever its kind. */
    private static boolean isOwn(JsonObject listed) {
        return OWN.contains(listed.getString("kind", ""))
                || member(member(listed, "definition"), "spec").containsKey("secret");
    }

    private static JsonObject member(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject member ? member : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static DefinitionFile file(String environment, JsonObject listed) {
        ExportedFile file = ExportedFile.of(listed);
        return new DefinitionFile(environment + "/" + file.path(), file.text());
    }
}
