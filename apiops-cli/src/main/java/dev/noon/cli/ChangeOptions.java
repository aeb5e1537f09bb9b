package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRefusal;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.admin.OutcomeUnknown;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What verbs that append a revision have in common: why, on which head, how long to wait, and once only. */
final class ChangeOptions {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final long ANY_HEAD = -1;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final MannerOptions manner = new MannerOptions();

    @Mixin
    private final MessageOption message = new MessageOption();

    @Option(
            names = "--if-head",
            paramLabel = "REVISION",
            defaultValue = "" + ANY_HEAD,
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "only if this is still the newest revision; 0 for none yet")
    private long ifHead = ANY_HEAD;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            defaultValue = "",
            description = "carried out once, however often it is sent (default: one for this command)")
    private String key = "";

    /** Why, as the user said it; may be empty. */
    String message() {
        return message.text();
    }

    /** Parameters that tell how, each with its ampersand; empty when everything is as usual. */
    String manner() {
        return manner.query();
    }

    /** {@code wait=…} and, if the user gave one, {@code message=…}. */
    String query() {
        return query(message.text());
    }

    /** The same with another message. */
    String query(String text) {
        return "wait=" + wait.seconds() + manner() + MessageOption.query(text);
    }

    /** Sends a request under these terms; see {@link AdminClient#send}. */
    AdminAnswer send(AdminClient client, AdminRequest request) {
        AdminRequest once =
                conditional(request).waiting(manner.patience(wait.seconds())).once(key());
        return client.send(once);
    }

    /** The request as a plan: refused on another head, but neither waited for nor carried out. */
    AdminRequest conditional(AdminRequest request) {
        if (ifHead < ANY_HEAD) {
            throw new CliFailure(Exit.USAGE, "--if-head is " + ifHead + "; must be 0 or more");
        }
        return ifHead == ANY_HEAD ? request : request.ifHead(ifHead);
    }

    /** How a request whose outcome is unknown is repeated safely; empty for other failures. */
    String advice(CliFailure failure) {
        boolean unknown = failure instanceof OutcomeUnknown
                || (failure instanceof AdminRefusal refusal && refusal.is("store-unavailable"));
        return unknown && !key.isEmpty()
                ? "it may have been carried out; repeat it with --idempotency-key " + key
                        + " and it is carried out once"
                : "";
    }

    private String key() {
        if (key.isEmpty()) {
            key = UUID.randomUUID().toString();
        }
        if (!KEY.matcher(key).matches()) {
            throw new CliFailure(Exit.USAGE, "--idempotency-key must be 1 to 200 visible ASCII characters");
        }
        return key;
    }
}
