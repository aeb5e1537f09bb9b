package dev.noon.upstream.credential;

import dev.noon.exchange.Body;
import dev.noon.exchange.Cause;
import dev.noon.exchange.ClearSecret;
import dev.noon.exchange.Headers;
import dev.noon.exchange.RequestBody;
import dev.noon.model.Credential;
import dev.noon.model.json.BoundedJson;
import dev.noon.time.Ticker;
import dev.noon.upstream.Answer;
import dev.noon.upstream.UpstreamRequest;
import dev.noon.upstream.UpstreamTransport;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Asks an authorization server for a token on a client's own behalf (RFC 6749 section 4.4); the client is known by HTTP
 * Basic (section 2.3.1). Thread-safe.
 */
final class TokenRequest implements TokenSource.Fetch {
    private static final int MOST_BYTES = 64 << 10;
    private static final int DEEPEST = 8;
    private static final long SECONDS_UNSAID = 300;
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,16384}");
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

    private final UpstreamTransport server;
    private final Credential.ClientCredentials scheme;
    private final ClearSecret secret;
    private final Ticker ticker;

    /** @param server connections to the host of the scheme's address */
    TokenRequest(UpstreamTransport server, Credential.ClientCredentials scheme, ClearSecret secret, Ticker ticker) {
        this.server = server;
        this.scheme = scheme;
        this.secret = secret;
        this.ticker = ticker;
    }

    @Override
    public Token token() throws IOException {
        long asked = ticker.nanos();
        Answer answer = server.send(request());
        if (answer.equals(new Answer.Failed(Cause.UPSTREAM_RESET))) {
            // Perhaps only a kept connection was stale: a token too many harms nobody.
            answer = server.send(request());
        }
        if (!(answer instanceof Answer.Answered answered)) {
            throw new IOException("the authorization server did not answer (" + reason(answer) + ")");
        }
        JsonObject said = json(answered);
        if (answered.status() != 200) {
            throw new IOException("the authorization server answered " + answered.status() + error(said));
        }
        return token(said, asked);
    }

    @Override
    public void sweep() {
        server.sweep();
    }

    @Override
    public void close() {
        server.close();
    }

    private UpstreamRequest request() {
        String path = scheme.tokenUrl().getRawPath().isEmpty()
                ? "/"
                : scheme.tokenUrl().getRawPath();
        String query = scheme.tokenUrl().getRawQuery();
        String client = QueryParameter.encoded(scheme.clientId()) + ":" + QueryParameter.encoded(secret.reveal());
        Headers headers = new Headers()
                .add(
                        FixedCredential.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.US_ASCII)))
                .add("Content-Type", "application/x-www-form-urlencoded")
                .add("Accept", "application/json");
        String scope = scheme.scope()
                .map(names -> "&scope=" + QueryParameter.encoded(names))
                .orElse("");
        byte[] form = ("grant_type=client_credentials" + scope).getBytes(StandardCharsets.US_ASCII);
        return new UpstreamRequest("POST", query == null ? path : path + "?" + query, headers, new Form(form));
    }

    private record Form(byte[] bytes) implements RequestBody {
        @Override
        public boolean present() {
            return true;
        }

        @Override
        public OptionalLong length() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static String reason(Answer answer) {
        return answer instanceof Answer.Failed failed ? failed.cause().label() : "not asked";
    }

    /** What the server said, if it is a JSON object at all. */
    private static JsonObject json(Answer.Answered answered) throws IOException {
        byte[] bytes = new byte[0];
        if (answered.body() instanceof Body.Stream stream) {
            try (InputStream in = stream.in()) {
                bytes = in.readNBytes(MOST_BYTES);
            }
        }
        try {
            return BoundedJson.read(bytes, DEEPEST) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (IllegalArgumentException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static String error(JsonObject said) {
        String code = text(said, "error");
        return ERROR.matcher(code).matches() ? " " + code : "";
    }

    private static Token token(JsonObject said, long asked) throws IOException {
        String text = text(said, "access_token");
        if (!TOKEN.matcher(text).matches()) {
            throw new IOException("the authorization server answered 200 without an access_token that can be sent");
        }
        if (!text(said, "token_type").equalsIgnoreCase("bearer")) {
            throw new IOException("the authorization server gave another token than a bearer token");
        }
        return Token.living(text, seconds(said), asked);
    }

    private static String text(JsonObject said, String name) {
        return said.get(name) instanceof JsonString string ? string.getString() : "";
    }

    /** Servers have been seen to write the number as text. */
    private static long seconds(JsonObject said) {
        if (said.get("expires_in") instanceof JsonNumber number) {
            return Math.max(1, number.longValue());
        }
        String written = text(said, "expires_in");
        return written.matches("[0-9]{1,9}") ? Math.max(1, Long.parseLong(written)) : SECONDS_UNSAID;
    }
}
