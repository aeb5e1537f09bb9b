package dev.noon.model;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.noon.model.tree.Fault;
import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Position;
import java.net.URI;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Validates documents by their kind's schema and says what is wrong in our own words. Thread-safe. */
final class SchemaCheck {
    private static final String WITHIN_ONE_OF = "/oneOf/";

    /** Keywords that say less than others that fail at the same place. */
    private static final Set<String> VAGUE = Set.of("pattern", "minLength", "maxLength", "enum", "minimum", "maximum");

    private final Schemas schemas;
    private final Validator validator;
    private final Map<Kind, URI> uris = new EnumMap<>(Kind.class);

    SchemaCheck(Schemas schemas) {
        this.schemas = schemas;
        this.validator = new ValidatorFactory()
                .withJsonNodeFactory(TreeJson.FACTORY)
                .withEvaluatorFactory(new EvaluatorFactory.Builder()
                        .withKeyword(TextRules.KEYWORD, TextRules::evaluator)
                        .withKeyword("uniqueItems", (JsonNode wanted) -> SchemaCheck::isUnique)
                        .build())
                .withDisabledSchemaValidation(true)
                .createValidator();
        for (Kind kind : Kind.values()) {
            uris.put(
                    kind,
                    validator.registerSchema(new TreeJson(schemas.part(kind).bundle(), "")));
        }
    }

    /** All that the schema refuses, one fault per place, in no particular order. */
    List<Fault> faults(Kind kind, MapNode root) {
        URI uri = Optional.ofNullable(uris.get(kind)).orElseThrow();
        Validator.Result result = validator.validate(uri, new TreeJson(root, ""));
        if (result.isValid()) {
            return List.of();
        }
        SchemaFaults words = new SchemaFaults(schemas.part(kind), root);
        Map<Place, Fault> faults = new LinkedHashMap<>();
        result.getErrors().stream()
                .filter(error -> !error.getEvaluationPath().contains(WITHIN_ONE_OF))
                .sorted(Comparator.comparingInt(error -> VAGUE.contains(keyword(error)) ? 1 : 0))
                .flatMap(error -> words.of(keyword(error), error.getInstanceLocation(), error.getError()).stream())
                .forEach(fault -> faults.putIfAbsent(new Place(fault.at(), fault.pointer()), fault));
        return faults.isEmpty()
                ? List.of(new Fault(root.at(), "", "does not match the schema of " + kind.text()))
                : List.copyOf(faults.values());
    }

    /** In linear time, which the library's own evaluator is not. */
    private static Evaluator.Result isUnique(EvaluationContext context, JsonNode node) {
        Set<String> seen = new HashSet<>();
        boolean unique = !(node instanceof TreeJson json)
                || !(json.node() instanceof ListNode list)
                || list.items().stream().allMatch(item -> seen.add(JsonText.canonical(item)));
        return unique ? Evaluator.Result.success() : Evaluator.Result.failure("has an item twice");
    }

    private static String keyword(Error error) {
        return Objects.requireNonNullElse(error.getKeyword(), "");
    }

    private record Place(Position at, String pointer) {}
}
