package dev.noon.cli.admin;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Speaks to one manager's admin listener. Thread-safe. */
public final class AdminClient {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int ATTEMPTS = 3;

    private final URI base;
    private final AdminToken token;
    private final HttpClient http;

    public AdminClient(AdminUrl url, AdminToken token) {
        this.base = url.uri();
        this.token = token;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        this.http = base.getScheme().equals("http")
                ? builder.sslContext(untouchedContext()).build()
                : builder.build();
    }

    /** GET {@code /api/v1} + path; see {@link #send}. */
    public AdminAnswer get(String path) {
        return send(AdminRequest.get(path));
    }

    /** POST to {@code /api/v1} + path; see {@link #send}. */
    public AdminAnswer post(String path, JsonObject body, Duration wait) {
        return send(AdminRequest.post(path, body).waiting(wait));
    }

    /** POST of definitions to {@code /api/v1} + path; see {@link #send}. */
    public AdminAnswer post(String path, List<DefinitionFile> files, Duration wait) {
        return send(AdminRequest.post(path, files).waiting(wait));
    }

    /** DELETE {@code /api/v1} + path; see {@link #send}. */
    public AdminAnswer delete(String path) {
        return send(AdminRequest.delete(path));
    }

    /**
     * Sends a request; one that carries an idempotency key is sent again, {@value #ATTEMPTS} times altogether, when the
     * connection breaks.
     *
     * @throws AdminRefusal when the API answers with a problem
     * @throws OutcomeUnknown when no answer came
     * @throws CliFailure when it cannot be reached, or is no admin API
     */
    public AdminAnswer send(AdminRequest request) {
        HttpRequest prepared = prepared(request);
        for (int attempt = 1; ; attempt++) {
            try {
                return read(http.send(prepared, BodyHandlers.ofString(StandardCharsets.UTF_8)));
            } catch (HttpConnectTimeoutException | ConnectException e) {
                throw new CliFailure(Exit.UNREACHABLE, failed("cannot be reached"));
            } catch (HttpTimeoutException e) {
                throw new OutcomeUnknown(failed("did not answer in time"));
            } catch (IOException e) {
                giveUpUnless(request.isRepeatable() && attempt < ATTEMPTS, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OutcomeUnknown(failed("was not waited for: interrupted"));
            }
        }
    }

    /** Text made fit for one segment of a path or one value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest prepared(AdminRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + "/api/v1" + request.path()))
                .timeout(ANSWER.plus(request.patience()))
                .header("Authorization", token.header())
                .header("Accept", "application/json, application/problem+json")
                .method(
                        request.method(),
                        request.body()
                                .map(body -> BodyPublishers.ofString(body.toString()))
                                .orElseGet(BodyPublishers::noBody));
        if (request.body().isPresent()) {
            builder.header("Content-Type", "application/json");
        }
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private void giveUpUnless(boolean again, IOException e) {
        if (!again) {
            throw new OutcomeUnknown(failed("broke off: " + e.getMessage()));
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(failed("was not asked again: interrupted"));
        }
    }

    private AdminAnswer read(HttpResponse<String> response) {
        int status = response.statusCode();
        JsonObject json = json(response);
        if (status >= 200 && status < 300) {
            return new AdminAnswer(status, response.body(), json);
        }
        throw new AdminRefusal(status, json);
    }

    private JsonObject json(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("no content type");
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw new CliFailure(
                    Exit.UNREACHABLE,
                    base + " answered " + response.statusCode() + " with " + type
                            + " where JSON was expected; is it really a Noon admin listener?");
        }
    }

    private String failed(String how) {
        return base + " " + how + "\n`noon status` shows what runs here; --url or NOON_URL names a manager elsewhere";
    }

    /** Plain HTTP needs no TLS; making the default context would read every root certificate first. */
    private static SSLContext untouchedContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new javax.net.ssl.KeyManager[0], new javax.net.ssl.TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
