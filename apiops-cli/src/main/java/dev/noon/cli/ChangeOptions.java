package dev.noon.cli;

import dev.noon.cli.admin.AdminAnswer;
import dev.noon.cli.admin.AdminClient;
import dev.noon.cli.admin.AdminRequest;
import dev.noon.cli.terminal.CliFailure;
import picocli.CommandLine.Mixin;

/** What verbs that append a revision have in common: why, on which head, how long to wait, and once only. */
final class ChangeOptions {

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final MannerOptions manner = new MannerOptions();

    @Mixin
    private final MessageOption message = new MessageOption();

    @Mixin
    private final ConditionOptions condition = new ConditionOptions();

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
        return client.send(condition.once(request).waiting(manner.patience(wait.seconds())));
    }

    /** The request as a plan: refused on another head, but neither waited for nor carried out. */
    AdminRequest conditional(AdminRequest request) {
        return condition.onHead(request);
    }

    /** How a request whose outcome is unknown is repeated safely; empty for other failures. */
    String advice(CliFailure failure) {
        return condition.advice(failure);
    }
}
