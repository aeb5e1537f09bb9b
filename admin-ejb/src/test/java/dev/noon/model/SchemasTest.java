package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.tree.DocumentReader;
import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.ListNode;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import dev.noon.model.tree.Pointer;
import dev.noon.model.tree.Position;
import dev.noon.model.tree.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemasTest {
    /** Enough that every one of the alternatives of a field has its turn. */
    private static final int VARIANTS = 16;

    private static final Schemas SCHEMAS = new Schemas();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSchemaIsValidByItsOwnDraft(Kind kind) {
        MapNode schema = (MapNode)
                DocumentReader.read(SCHEMAS.text(kind)).documents().get(0).root();
        JsonNodeFactory parsing = new JsonNodeFactory() {
            @Override
            public JsonNode wrap(Object node) {
                return TreeJson.FACTORY.wrap(node);
            }

            @Override
            public JsonNode create(String json) {
                return wrap(DocumentReader.read(json).documents().get(0).root());
            }
        };
        var registered = new ValidatorFactory()
                .withJsonNodeFactory(parsing)
                .createValidator()
                .registerSchema(new TreeJson(schema, ""));

        assertThat(registered).hasToString("https://noon.dev/schemas/v1/" + kind.text() + ".json");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSchemaRefersToNothingOutsideItself(Kind kind) {
        assertThat(SCHEMAS.text(kind).lines().filter(line -> line.contains("\"$ref\"")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("\"#/$defs/"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFieldSaysWhatItIsWhatItTaintsAndShowsTwoExamples(Kind kind) {
        SchemaSample.fields(SCHEMAS.part(kind), "").forEach((pointer, part) -> {
            assertThat(part.text("description")).as(pointer).isPresent();
            assertThat(part.text("noonTaints")).as(pointer).isPresent();
            boolean only = part.texts("enum").size() == 1;
            assertThat(SchemaSample.examples(part)).as(pointer).hasSizeGreaterThanOrEqualTo(only ? 1 : 2);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFieldSaysHowGraveItsChangeIsAndWhyIfItIs(Kind kind) {
        SchemaSample.fields(SCHEMAS.part(kind), "").forEach((pointer, part) -> {
            Optional<ChangeRule> rule = ChangeRule.of(part, pointer);
            assertThat(rule).as(kind + pointer + " has x-noon-verdict").isPresent();
            assertThat(rule.get().because().isEmpty())
                    .as(kind + pointer + " says why exactly when it is not hot")
                    .isEqualTo(rule.get().verdict() == Verdict.HOT);
        });
    }

    @Test
    void aChangeIsJudgedByTheFieldAndByWhatContainsIt() {
        assertThat(SCHEMAS.changeRules(Kind.IDENTITY_PROVIDER, "/spec/algorithms/1"))
                .extracting(ChangeRule::pointer, ChangeRule::when, ChangeRule::verdict)
                .containsExactly(
                        tuple("/spec/algorithms", ChangeRule.When.REORDERED, Verdict.DRAIN),
                        tuple("/spec/algorithms/1", ChangeRule.When.CHANGED, Verdict.HOT));
        assertThat(SCHEMAS.changeRules(Kind.API_PROXY, "/spec/unheard/of")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyFieldThatASchemaHasReachesTheDefinition(Kind kind) {
        Set<String> shown = new HashSet<>();
        for (int variant = 0; variant < VARIANTS; variant++) {
            SchemaSample sample = new SchemaSample(variant);
            Node full = sample.of(SCHEMAS.part(kind), "");
            Definition definition = read(full).orElseThrow();
            sample.leaves().forEach((pointer, part) -> SchemaSample.examples(part).stream()
                    .skip(1)
                    .filter(example -> shown.add(
                            pointer + " " + JsonText.canonical(part.node()) + " " + JsonText.canonical(example)))
                    .forEach(example -> assertThat(read(replaced(full, Pointer.tokens(pointer), example)))
                            .as(pointer + " = " + JsonText.canonical(example))
                            .isPresent()
                            .get()
                            .isNotEqualTo(definition)));
        }
        assertThat(shown).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "API_PROXY, /spec/route/path, CACHE",
        "API_PROXY, /spec/route/methods, REPLY",
        "API_PROXY, /spec/route/methods/0, REPLY",
        "API_PROXY, /spec/route/hosts/0, CACHE",
        "API_PROXY, /spec/route/encodedSlashes, CACHE",
        "API_PROXY, /spec/upstream, CACHE",
        "API_PROXY, /spec/policies/0/requestHeaders/set/X-A, CACHE",
        "API_PROXY, /spec/policies/3/responseHeaders/set/X-A~1B, AFTER_CACHE",
        "API_PROXY, /spec/policies/3/responseHeaders/remove/0, AFTER_CACHE",
        "API_PROXY, /spec/policies/3/responseHeaders, AFTER_CACHE",
        "API_PROXY, /spec/policies/1/cache/ttl, CACHE",
        "API_PROXY, /spec/policies/1/cache/key/query/0, CACHE",
        "API_PROXY, /spec/policies/1, CACHE",
        "API_PROXY, /spec/policies/1/throttle/limit, REPLY",
        "API_PROXY, /spec/policies/1/quota, REPLY",
        "API_PROXY, /spec/policies/1/transform/request/remove/0, CACHE",
        "API_PROXY, /spec/policies/1/transform/response/template, AFTER_CACHE",
        "API_PROXY, /spec/policies/1/fault, REPLY",
        "API_PROXY, /spec/policies/1/compress/level, AFTER_CACHE",
        "API_PROXY, /spec/policies/1/name, AFTER_CACHE",
        "API_PROXY, /spec/endpoints/0/policies/0/responseHeaders/set/X, AFTER_CACHE",
        "API_PROXY, /spec/endpoints/0/match/methods/0, CACHE",
        "API_PROXY, /metadata/project, REPLY",
        "API_PROXY, /metadata/group, CACHE",
        "API_PROXY, /spec/unheard/of, CACHE",
        "API_PROXY, '', CACHE",
        "UPSTREAM, /spec/targets/0/url, CACHE",
        "UPSTREAM, /spec/targets/0/weight, REPLY",
        "UPSTREAM, /spec/timeouts, REPLY",
        "UPSTREAM, /spec/timeouts/response, REPLY",
        "UPSTREAM, /spec/timeouts/total, REPLY",
        "UPSTREAM, /spec/sticky/secret, REPLY",
        "UPSTREAM, /spec/health/active/path, REPLY",
        "UPSTREAM, /spec/hedge/after, REPLY",
        "UPSTREAM, /spec/maxConcurrent, REPLY",
        "PROXY_GROUP, /spec/policies/0/responseHeaders/set/X, AFTER_CACHE",
    })
    void aChangeOfAFieldTaintsWhatItsSchemaSays(Kind kind, String pointer, Taint taint) {
        assertThat(SCHEMAS.taints(kind, pointer)).isEqualTo(taint);
    }

    @Test
    void manyThreadsShareOneReader() {
        DefinitionReader reader = new DefinitionReader();
        String text = Reads.proxy("a", "/a", "policies: [ { cache: { ttl: 0s } } ]");
        List<Problem> alone = reader.read(List.of(new SourceFile("f", text))).problems();

        assertThat(Stream.generate(() -> text).limit(2000).parallel().map(each -> reader.read(
                                List.of(new SourceFile("f", each)))
                        .problems()))
                .allMatch(alone::equals);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatASchemaMarksAsSecretIsWhatTheDefinitionCallsSecret(Kind kind) {
        for (int variant = 0; variant < VARIANTS; variant++) {
            Node full = new SchemaSample(variant).of(SCHEMAS.part(kind), "");

            assertThat(SCHEMAS.secrets(kind, (MapNode) full).keySet())
                    .isEqualTo(read(full).orElseThrow().secrets().keySet());
        }
    }

    @Test
    void aPolicysNameReachesItsSpec() {
        String text = Reads.proxy(
                "a",
                "/a",
                "policies:",
                "  - { name: n1, requestHeaders: { remove: [A] } }",
                "  - { name: n2, responseHeaders: { remove: [A] } }",
                "  - { name: n3, cache: { ttl: 1s } }",
                "  - { name: n4, throttle: { limit: 1, per: second } }",
                "  - { name: n5, quota: { limit: 1, per: day } }");
        assertThat(((ApiProxy) Reads.one(text).definition()).policies())
                .extracting(policy -> policy.name() + " " + ((PolicySpec) policy).type())
                .containsExactly("n1 requestHeaders", "n2 responseHeaders", "n3 cache", "n4 throttle", "n5 quota");
    }

    private static Node replaced(Node node, List<String> tokens, Node by) {
        if (tokens.isEmpty()) {
            return by;
        }
        String first = tokens.get(0);
        Node child = replaced(node.child(first).orElseThrow(), tokens.subList(1, tokens.size()), by);
        if (node instanceof ListNode list) {
            List<Node> items = new ArrayList<>(list.items());
            items.set(Integer.parseInt(first), child);
            return new ListNode(Position.START, items);
        }
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>(((MapNode) node).entries());
        entries.put(first, new MapNode.Entry(Position.START, child));
        return new MapNode(Position.START, entries);
    }

    private static Optional<Definition> read(Node document) {
        Reading reading = Reads.file(JsonText.canonical(document));
        assertThat(reading.problems()).as(JsonText.canonical(document)).isEmpty();
        return reading.definitions().stream().map(ReadDefinition::definition).findFirst();
    }

    @Test
    void defaultsInSchemasAreWhatTheReaderFillsIn() {
        assertThat(text("/spec/policies/0/cache/storage")).isEqualTo("tiered");
        assertThat(text("/spec/policies/0/cache/maxObject")).isEqualTo("1MiB");
        assertThat(text("/spec/policies/0/throttle/window")).isEqualTo("sliding");
        assertThat(text("/spec/policies/0/quota/window")).isEqualTo("fixed");
        assertThat(text("/spec/policies/0/quota/timezone")).isEqualTo("UTC");
        assertThat(text("/spec/stripPath")).isEqualTo("false");
        assertThat(text("/spec/route/encodedSlashes")).isEqualTo("false");
        assertThat(text("/metadata/project")).isEqualTo(Metadata.DEFAULT_PROJECT);
        assertThat(SCHEMAS.part(Kind.UPSTREAM)
                        .find("/spec/timeouts/connect")
                        .orElseThrow()
                        .text("default"))
                .hasValue("1s");
        assertThat(SCHEMAS.part(Kind.UPSTREAM)
                        .find("/spec/timeouts/response")
                        .orElseThrow()
                        .text("default"))
                .hasValue("5s");
    }

    private static String text(String pointer) {
        return SCHEMAS.part(Kind.API_PROXY)
                .find(pointer)
                .flatMap(part -> part.keyword("default"))
                .map(node -> ((ScalarNode) node).text())
                .orElse("");
    }
}
