package dev.noon.control;

import dev.noon.model.ChangeRule;
import dev.noon.model.Schemas;
import dev.noon.model.Verdict;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.SizeText;
import dev.noon.model.tree.JsonText;
import dev.noon.model.tree.MapNode;
import dev.noon.model.tree.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Judges by what the schemas declare for every field. Immutable. */
public final class SchemaJudge implements Judge {
    private final Schemas schemas;

    public SchemaJudge(Schemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public Judgement judge(Step step) {
        Set<ChangeRule> rules =
                new LinkedHashSet<>(schemas.changeRules(step.change().id().kind(), ""));
        for (FieldChange field : step.fields()) {
            rules.addAll(schemas.changeRules(step.change().id().kind(), field.path()));
        }
        Judgement judgement = Judgement.HOT;
        for (ChangeRule rule : rules) {
            if (rule.verdict() != Verdict.HOT && applies(rule, step)) {
                judgement = judgement.or(new Judgement(rule.verdict(), rule.because()));
            }
        }
        return judgement;
    }

    private static boolean applies(ChangeRule rule, Step step) {
        return switch (rule.when()) {
            case CHANGED -> true;
            case LOWERED -> isLowered(at(step.before(), rule), at(step.after(), rule), step);
            case REORDERED -> isReordered(items(step.before(), rule), items(step.after(), rule));
        };
    }

    private static Optional<Node> at(Optional<MapNode> document, ChangeRule rule) {
        return document.flatMap(root -> root.find(rule.pointer()));
    }

    private static List<Node> items(Optional<MapNode> document, ChangeRule rule) {
        return at(document, rule).map(node -> node.itemsAt("")).orElse(List.of());
    }

    /** A value that was not there was some default, which may have been higher. */
    private static boolean isLowered(Optional<Node> before, Optional<Node> after, Step step) {
        if (step.change().action() != Action.UPDATE || after.isEmpty()) {
            return false;
        }
        OptionalLong older = before.map(SchemaJudge::number).orElse(OptionalLong.empty());
        OptionalLong newer = number(after.get());
        return older.isEmpty() || newer.isEmpty() || newer.getAsLong() < older.getAsLong();
    }

    private static OptionalLong number(Node node) {
        String text = JsonText.canonical(node).replace("\"", "");
        if (text.matches("[0-9]{1,18}")) {
            return OptionalLong.of(Long.parseLong(text));
        }
        return DurationText.read(text)
                .map(duration -> OptionalLong.of(duration.toMillis()))
                .or(() -> SizeText.read(text).map(OptionalLong::of))
                .orElse(OptionalLong.empty());
    }

    private static boolean isReordered(List<Node> before, List<Node> after) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (!JsonText.canonical(before.get(i)).equals(JsonText.canonical(after.get(i)))) {
                return true;
            }
        }
        return false;
    }
}
