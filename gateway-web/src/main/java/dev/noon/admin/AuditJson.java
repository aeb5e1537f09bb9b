package dev.noon.admin;

import dev.noon.control.Author;
import dev.noon.control.Chained;
import dev.noon.control.audit.AuditEntry;
import dev.noon.control.audit.AuditPage;
import dev.noon.control.audit.Checked;
import dev.noon.control.audit.Fault;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The audit log as JSON. */
final class AuditJson {
    private AuditJson() {}

    static JsonObject of(AuditPage page) {
        JsonObjectBuilder json = Json.object().add("entries", Json.array(page.entries(), entry -> builder(entry)
                .build()));
        page.next().ifPresent(next -> json.add("next", next.text()));
        return json.build();
    }

    static JsonObjectBuilder builder(AuditEntry entry) {
        JsonObjectBuilder json = Json.object().add("log", entry.log().text()).add("number", entry.number());
        entry.entry().ifPresent(chained -> json.add("time", RevisionJson.time(chained.timeMillis())));
        entry.author().ifPresent(author -> json.addAll(of(author)));
        json.add("action", entry.action())
                .add("objects", Json.array(entry.objects(), AuditJson::of))
                .add("message", entry.message());
        entry.entry().ifPresent(chained -> json.addAll(links(chained)));
        return json;
    }

    static JsonObject of(Checked checked) {
        JsonObjectBuilder json = Json.object()
                .add("intact", checked.faults().isEmpty())
                .add("checked", checked.counted())
                .add("receipts", checked.receipts())
                .add("faults", Json.array(checked.faults(), AuditJson::of))
                .add("ends", Json.array(checked.ends(), AuditJson::of));
        checked.next().ifPresent(next -> json.add("next", next.text()));
        return json.build();
    }

    private static JsonObjectBuilder of(Author author) {
        return Json.object()
                .add("actor", author.actor())
                .add("origin", author.origin())
                .add("permission", author.permission())
                .add("requestId", author.requestId());
    }

    private static JsonObjectBuilder links(Chained chained) {
        return Json.object().add("previous", chained.previous()).add("hash", chained.hash());
    }

    static JsonObjectBuilder touch(AuditEntry.Touch touch) {
        JsonObjectBuilder json = Json.object().add("action", touch.action()).add("object", touch.object());
        json.add("projects", Json.strings(touch.projects()));
        touch.before().ifPresent(hash -> json.add("before", hash));
        touch.after().ifPresent(hash -> json.add("after", hash));
        return json;
    }

    private static JsonObject of(AuditEntry.Touch touch) {
        return touch(touch).build();
    }

    private static JsonObject of(Fault fault) {
        return Json.object()
                .add("log", fault.log())
                .add("entry", fault.entry())
                .add("fault", fault.fault())
                .build();
    }

    private static JsonObject of(Checked.End end) {
        return Json.object()
                .add("log", end.log())
                .add("number", end.number())
                .add("hash", end.hash())
                .build();
    }
}
