package dev.noon.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.it.http.Reply;

/** What every answer of the gateway's own, rather than an upstream's, must look like. */
final class Problems {
    private Problems() {}

    /** Fails unless {@code reply} is a problem of that status that tells nothing about the inside. */
    static void check(Reply reply, int status) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.problem()).as(reply.toString()).isTrue();
        assertThat(reply.text())
                .contains("\"type\"")
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
    }
}
