package dev.noon.admin;

import dev.noon.control.Revision;
import dev.noon.control.SwapFigures;
import dev.noon.control.swap.ApplyFigures;
import dev.noon.control.swap.ApplyFigures.NodeFigures;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.OptionalLong;

/** What swaps cost, as JSON; what is not known is absent. */
final class FiguresJson {
    private FiguresJson() {}

    static JsonObject of(Revision revision, ApplyFigures figures) {
        JsonObjectBuilder json = Json.object()
                .add("revision", revision.number())
                .add("hash", revision.commit().content())
                .add("settled", figures.settled());
        add(json, "propagationMillis", figures.propagationMillis());
        JsonObjectBuilder audit =
                Json.object().add("receipts", figures.receipts()).add("live", figures.live());
        figures.auditCompleteness().ifPresent(ratio -> audit.add("completeness", ratio));
        json.add("audit", audit);
        add(json, "dropped", figures.dropped());
        add(json, "allocatedBytes", figures.allocatedBytes());
        add(json, "collectedBytes", figures.collectedBytes());
        add(json, "pauseMillis", figures.pauseMillis());
        return json.add("nodes", Json.array(figures.nodes(), FiguresJson::of)).build();
    }

    private static JsonObject of(NodeFigures node) {
        JsonObjectBuilder json = Json.object()
                .add("node", node.node())
                .add("state", node.state().text())
                .add("live", node.live());
        add(json, "millis", node.millis());
        node.figures().ifPresent(figures -> json.addAll(of(figures)));
        return json.build();
    }

    private static JsonObjectBuilder of(SwapFigures figures) {
        JsonObjectBuilder json = Json.object()
                .add("time", RevisionJson.time(figures.timeMillis()))
                .add("dropped", figures.dropped());
        add(json, "allocatedBytes", figures.allocatedBytes());
        figures.collected().ifPresent(collected -> json.add("collectedBytes", collected.bytes())
                .add("pauseMillis", collected.pauseMillis()));
        return json;
    }

    private static void add(JsonObjectBuilder json, String name, OptionalLong value) {
        value.ifPresent(number -> json.add(name, number));
    }
}
