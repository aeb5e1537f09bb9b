package dev.noon.policy.ban;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.model.Template;
import dev.noon.model.Template.Source;
import dev.noon.model.policy.ClientBanSpec;
import dev.noon.policy.CompiledTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** Does not serve clients that were refused too often, and counts refusals of the others. Immutable. */
public final class ClientBanPolicy implements Policy {
    /** What of a client anybody may see who may see bans; a header or a cookie may be a secret. */
    private static final Set<Source> SHOWN =
            EnumSet.of(Source.CLIENT_IP, Source.HOST, Source.METHOD, Source.PATH, Source.SEGMENT, Source.ENV);

    private static final int ID_BYTES = 16;
    private static final int LONGEST_SHOWN = 200;

    private final ClientBanSpec spec;
    private final CompiledTemplate by;
    private final boolean shown;
    private final String owner;
    private final Bans bans;

    /** @param owner the definition that brings the policy: a ban holds wherever it does */
    public ClientBanPolicy(ClientBanSpec spec, String owner, Bans bans) {
        this.spec = spec;
        this.by = CompiledTemplate.of(spec.by());
        this.shown =
                spec.by().variables().stream().map(Template.Variable::source).allMatch(SHOWN::contains);
        this.owner = owner;
        this.bans = bans;
        bans.want();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        String client = by.text(exchange.request());
        if (client.isEmpty()) {
            return next.proceed(exchange);
        }
        long leftMillis = bans.isEmpty() ? 0 : bans.leftMillis(id(client));
        if (leftMillis > 0) {
            Reply refusal = exchange.fail(Cause.CLIENT_BANNED);
            refusal.headers().set("Retry-After", Long.toString((leftMillis + 999) / 1000));
            return refusal;
        }
        Reply reply = next.proceed(exchange);
        if (spec.statuses().contains(reply.status())) {
            bans.refused(id(client), owner, shown ? cut(client) : "", spec.terms());
        }
        return reply;
    }

    /** Length first, so that no two run together. */
    private String id(String client) {
        String text = owner.length() + "." + owner + spec.name().length() + "." + spec.name() + client;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String cut(String client) {
        return client.substring(0, Math.min(client.length(), LONGEST_SHOWN));
    }
}
