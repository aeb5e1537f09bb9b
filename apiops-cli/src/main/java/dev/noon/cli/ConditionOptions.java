package dev.noon.cli;

import dev.noon.cli.admin.AdminRefusal;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.admin.OutcomeUnknown;
import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** When a change is carried out: on which head, and once only. */
final class ConditionOptions {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final long ANY_HEAD = -1;

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

    /** The request as a change: refused on another head, and carried out once. */
    AdminRequest once(AdminRequest request) {
        return onHead(request).once(key());
    }

    /** The request as a plan: refused on another head, but not carried out. */
    AdminRequest onHead(AdminRequest request) {
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
