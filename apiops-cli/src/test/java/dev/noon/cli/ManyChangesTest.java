package dev.noon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.cli.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan of hundreds of changes fits on a few screens, and hides nothing that is not hot. */
final class ManyChangesTest {
    private static final String REVISIONS = "POST /api/v1/environments/dev/revisions";
    private static final int MANY = 400;

    private final FakeAdmin manager = new FakeAdmin();
    private final String file;

    ManyChangesTest(@TempDir Path directory) throws IOException {
        file = Files.writeString(directory.resolve("a.yaml"), "kind: X\n").toString();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void saysHowManyThereAreAndShowsTheFirst() {
        manager.on(REVISIONS, 200, plan());

        Typed typed = Typed.noon(manager, "plan", file);

        assertThat(typed.exit()).isEqualTo(Exit.DONE);
        assertThat(typed.out().lines()).hasSizeLessThan(250).allSatisfy(line -> assertThat(line)
                .hasSizeLessThan(300));
        assertThat(typed.out())
                .startsWith("plan: would become revision 3 of dev\n  2 deleted, 100 new, 300 changed\n")
                .contains("  - ApiProxy gone-0\n  - ApiProxy gone-1\n")
                .contains("  ~ ApiProxy p-399  drain: it would add up\n")
                .contains("  … and 52 new, 299 changed, all hot (-o json lists all)\n")
                .contains("  flushes the cache of p-0, p-1,")
                .contains("p-11 and 388 more (-o json lists all); keeps 3\n")
                .contains("  adds route /p-11 (p-11)\n  … 388 more (-o json lists all)\n")
                .contains("  counter of proxy p-0, throttle: new, 5 per second\n")
                .contains("  not yet enforced: ApiProxy/p-11: limits\n  … 388 more (-o json lists all)\n")
                .doesNotContain("p-200");
    }

    @Test
    void longValuesAndManyFieldsOfOneChangeAreCut() {
        String fields = array(
                30, i -> "{\"path\":\"/spec/f" + i + "\",\"old\":\"" + "x".repeat(5000) + "\",\"new\":\"a\\nb\"}");
        manager.on(REVISIONS, 200, """
                {"environment":"dev","outcome":"planned","revision":{"number":3},"changes":[
                 {"action":"update","kind":"ApiProxy","name":"p","verdict":"hot","fields":%s}],"effects":{}}""".formatted(fields));

        assertThat(Typed.noon(manager, "plan", file).out())
                .contains("      spec.f0: " + "x".repeat(200) + "… (5000 characters) → a⏎b\n")
                .contains("      spec.f19: ")
                .contains("      … 10 more (-o json lists all)\n")
                .doesNotContain("spec.f20");
    }

    @Test
    void jsonListsAll() {
        manager.on(REVISIONS, 200, plan());

        assertThat(Typed.noon(manager, "plan", "-o", "json", file).out()).contains("p-200", "p-398", "gone-1");
    }

    private static String plan() {
        String gone = "{\"action\":\"delete\",\"kind\":\"ApiProxy\",\"name\":\"gone-0\",\"verdict\":\"hot\"},"
                + "{\"action\":\"delete\",\"kind\":\"ApiProxy\",\"name\":\"gone-1\",\"verdict\":\"hot\"},";
        return """
                {"environment":"dev","outcome":"planned","revision":{"number":3},"verdict":"drain","changes":%s,
                 "effects":{"flush":%s,"keep":3,"routes":{"added":%s,"changed":[],"removed":[]},
                  "pools":{"opened":%s,"closed":%s,"kept":0},"counters":{"kept":0,"touched":%s},
                  "notYetEnforced":%s,"warnings":[]}}""".formatted(
                        array(MANY, ManyChangesTest::change).replaceFirst("\\[", "[" + gone),
                        array(MANY, i -> "\"p-" + i + "\""),
                        array(MANY, i -> "\"/p-" + i + " (p-" + i + ")\""),
                        array(MANY, i -> "\"u-" + i + "\""),
                        array(MANY, i -> "\"u-" + i + "\""),
                        array(
                                MANY,
                                i -> "{\"scope\":\"proxy\",\"name\":\"p-" + i
                                        + "\",\"policy\":\"throttle\",\"becomes\":\"new\",\"after\":\"5 per second\"}"),
                        array(MANY, i -> "\"ApiProxy/p-" + i + ": limits\""));
    }

    private static String change(int i) {
        String name = "\"kind\":\"ApiProxy\",\"name\":\"p-" + i + "\"";
        if (i < 100) {
            return "{\"action\":\"create\"," + name + ",\"verdict\":\"hot\"}";
        }
        String verdict = i == MANY - 1 ? "\"drain\",\"reason\":\"it would add up\"" : "\"hot\"";
        return "{\"action\":\"update\"," + name + ",\"verdict\":" + verdict
                + ",\"fields\":[{\"path\":\"/spec/upstream\",\"old\":\"a\",\"new\":\"b\"}]}";
    }

    private static String array(int length, IntFunction<String> each) {
        return IntStream.range(0, length).mapToObj(each).collect(Collectors.joining(",", "[", "]"));
    }
}
