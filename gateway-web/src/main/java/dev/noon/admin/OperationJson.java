package dev.noon.admin;

import dev.noon.control.Acknowledged.NodeReceipt;
import dev.noon.control.Operated;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;

/** Operations as JSON. */
final class OperationJson {
    private OperationJson() {}

    /** The answer to whoever has asked for it: its number, what it does, and the receipts. */
    static Response created(Operated operated, JsonObjectBuilder what) {
        JsonObject json = Json.object()
                .add("operation", operated.operation().number())
                .addAll(what)
                .addAll(acknowledged(operated))
                .build();
        return Response.status(Response.Status.CREATED).entity(json + "\n").build();
    }

    /** Receipts, and whether they are all. */
    private static JsonObjectBuilder acknowledged(Operated operated) {
        long operation = operated.operation().number();
        return Json.object()
                .add("receipts", Json.array(operated.acknowledged().receipts(), receipt -> of(receipt, operation)))
                .add("complete", operated.acknowledged().complete());
    }

    private static JsonObject of(NodeReceipt receipt, long operation) {
        JsonObjectBuilder json = Json.object()
                .add("node", receipt.node())
                .add("state", receipt.state().text())
                .add("operation", Math.min(operation, receipt.operation()));
        receipt.millis().ifPresent(millis -> json.add("millis", millis));
        return json.build();
    }
}
