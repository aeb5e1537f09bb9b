package dev.noon.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleUpstreamTest {

    private final SampleUpstream sample;
    private final HttpClient http = HttpClient.newHttpClient();

    SampleUpstreamTest() throws IOException {
        sample = SampleUpstream.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "blue");
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void aQuoteCountsHowOftenItWasComputed() throws Exception {
        HttpResponse<String> first = get("/loans?amount=1000&term=12");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).isEmpty();
        assertThat(first.body())
                .startsWith(
                        "{\"amount\":1000,\"term\":12,\"monthly\":85.56,\"upstream\":\"blue\",\"served\":1,\"time\":");
        assertThat(get("/loans/quote").body()).contains("\"served\":2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loans?amount=0", "/loans?term=x", "/slow?ms=-1", "/status/99", "/bytes/-1"})
    void nonsenseIsRefused(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void echoTellsWhatArrived() throws Exception {
        HttpRequest request = request("/echo/a%20b?x=1")
                .header("X-Channel", "web")
                .POST(HttpRequest.BodyPublishers.ofString("12345"))
                .build();

        String body = http.send(request, BodyHandlers.ofString()).body();

        assertThat(body)
                .contains("\"method\":\"POST\",\"path\":\"/echo/a%20b\",\"query\":\"x=1\"")
                .contains("\"x-channel\":[\"web\"]")
                .contains("\"bodyBytes\":5");
    }

    @Test
    void statusBytesAndSlowDoAsTold() throws Exception {
        assertThat(get("/status/503").statusCode()).isEqualTo(503);
        assertThat(get("/status/204").statusCode()).isEqualTo(204);
        assertThat(get("/bytes/100000").body()).hasSize(100_000);
        assertThat(get("/slow?ms=1").body()).contains("\"waitedMillis\":1");
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + sample.address().getPort() + path));
    }
}
