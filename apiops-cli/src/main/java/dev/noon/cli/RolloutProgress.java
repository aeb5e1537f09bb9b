package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.report.Members;
import dev.noon.cli.report.Shown;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import dev.noon.cli.terminal.Progress;
import dev.noon.cli.terminal.Terminal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Watches nodes take their turns. */
final class RolloutProgress {

    private static final long LOOK_MILLIS = 300;
    private static final String PENDING = "pending";

    private final Terminal terminal;
    private final AdminClient client;
    private final String receipts;

    /** @param receipts path of the revision's receipts */
    RolloutProgress(Terminal terminal, AdminClient client, String receipts) {
        this.terminal = terminal;
        this.client = client;
        this.receipts = receipts;
    }

    /** What was applied, with the receipts there are when all nodes have answered or {@code patience} is over. */
    AdminAnswer follow(AdminAnswer applied, Duration patience) {
        long begun = System.nanoTime();
        try (Progress progress = Progress.show(terminal, "rolling out")) {
            JsonObject seen = client.get(receipts).json();
            while (!settled(seen) && System.nanoTime() - begun < patience.toNanos()) {
                progress.say(standing());
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                seen = client.get(receipts).json();
            }
            return with(applied, seen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(Exit.REFUSED, "interrupted; the rollout goes on without being watched");
        }
    }

    private static boolean settled(JsonObject seen) {
        List<JsonObject> all = Members.objects(seen, "receipts");
        boolean pending =
                all.stream().anyMatch(receipt -> Shown.text(receipt, "state").equals(PENDING));
        return seen.getBoolean("complete", false) || (!all.isEmpty() && !pending);
    }

    private String standing() {
        return Members.objects(client.get("/members").json(), "members").stream()
                .filter(member -> member.getBoolean("live", false))
                .map(member -> Shown.text(member, "node") + " " + Shown.text(member, "duty") + " at revision "
                        + Shown.text(member, "revision"))
                .collect(Collectors.joining(", "));
    }

    private static AdminAnswer with(AdminAnswer applied, JsonObject seen) {
        JsonObject json = Json.createObjectBuilder(applied.json())
                .add("receipts", seen.getJsonArray("receipts"))
                .add("complete", seen.getBoolean("complete", false))
                .build();
        return new AdminAnswer(applied.status(), json.toString(), json);
    }
}
