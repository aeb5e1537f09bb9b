package dev.noon.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextGrammarsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, 500, 500ms",
        "5s, 5000, 5s",
        "1m, 60000, 1m",
        "60s, 60000, 1m",
        "2h, 7200000, 2h",
        "1d, 86400000, 1d",
        "24h, 86400000, 1d",
        "0s, 0, 0ms",
        "00090s, 90000, 90s",
        "1500ms, 1500, 1500ms"
    })
    void durations(String text, long millis, String written) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
        assertThat(DurationText.write(DurationText.parse(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "+5s", "5 s", "1.5s", "5S", "1h30m", "5s\n", "PT5S", "٥s", "5w"})
    void whatIsNoDuration(String text) {
        assertThat(DurationText.read(text)).isEmpty();
        assertThat(DurationText.fault(text, Duration.ZERO, Duration.ofDays(1)))
                .hasValueSatisfying(fault -> assertThat(fault).endsWith("; expected " + DurationText.EXPECTED));
    }

    @ParameterizedTest
    @CsvSource({
        "512B, 512, 512B",
        "64KiB, 65536, 64KiB",
        "10MiB, 10485760, 10MiB",
        "1024KiB, 1048576, 1MiB",
        "1GiB, 1073741824, 1GiB"
    })
    void sizes(String text, long bytes, String written) {
        assertThat(SizeText.parse(text)).isEqualTo(bytes);
        assertThat(SizeText.write(bytes)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "64KB", "64k", "-1B", "1.5MiB", "64 KiB", "KiB"})
    void whatIsNoSize(String text) {
        assertThat(SizeText.fault(text, 0, Long.MAX_VALUE))
                .hasValueSatisfying(fault -> assertThat(fault).endsWith("; expected a size such as 64KiB or 10MiB"));
    }

    @Test
    void numbersBeyondALongAreHeld() {
        assertThat(SizeText.parse("99999999999999999999GiB")).isEqualTo(Long.MAX_VALUE);
        assertThat(SizeText.parse("9999999999GiB")).isEqualTo(Long.MAX_VALUE);
        assertThat(DurationText.parse("99999999999999d").toMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/", "/a/b.c", "/a/...", "/a;v=1", "/a%20b", "/a:b@c", "/~x", "/%C3%A9"})
    void paths(String text) {
        assertThat(PathText.fault(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//",
                "/a//b",
                "/.",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a/..;x/b",
                "/%2e%2e/a",
                "/a/%2E",
                "/%2f",
                "/%2F",
                "/%5c",
                "/%00",
                "/%0a",
                "/%7f",
                "/%2541",
                "/a?b",
                "/a#b",
                "/a b",
                "/a\\b",
                "/a\nb",
                "/é",
                "/%",
                "/%zz",
                "/%2",
                "/%c3",
                "/%41",
                "/a\u0000"
            })
    void whatIsNoPath(String text) {
        assertThat(PathText.fault(text)).isPresent();
    }

    @Test
    void aLongPathIsRefusedBeforeItIsMatched() {
        assertThat(PathText.fault("/" + "%".repeat(60_000))).isPresent();
        assertThat(PathText.fault("/" + "a".repeat(1023))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/, /a, true", "/a, /a, true", "/a, /a/b, true", "/a, /ab, false", "/a/, /a/b, true", "/a/, /a, false"})
    void beneath(String prefix, String path, boolean beneath) {
        assertThat(PathText.isBeneath(prefix, path)).isEqualTo(beneath);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.a",
                "*.a.b",
                "a",
                "a.b",
                "api.example.com",
                "127.0.0.1",
                "my_service",
                "xn--e1afmkfd.example"
            })
    void hosts(String text) {
        assertThat(HostText.fault(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "A.b", "a..b", ".a", "a.", "-a", "a-", "a b", "a/b", "*a", "*.", "**", "a.*", "a:80", "[::1]", "é"
            })
    void whatIsNoHost(String text) {
        assertThat(HostText.fault(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "transfer-encoding",
                "CONTENT-LENGTH",
                "host",
                "Upgrade",
                "te",
                "Trailer",
                "Keep-Alive",
                "Proxy-Anything",
                "HTTP2-Settings",
                "",
                "a b",
                "a:",
                "a\n",
                "é"
            })
    void headersThatNoPolicyMayTouch(String name) {
        assertThat(HeaderText.nameFault(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A", "x_y", "Authorization", "Cache-Control", "Set-Cookie", "ETag"})
    void headersThatAPolicyMayTouch(String name) {
        assertThat(HeaderText.nameFault(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u0000b", "a\u007fb", "é"})
    void valuesThatNoHeaderHas(String value) {
        assertThat(HeaderText.valueFault(value)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "http://a:1, http://a:1",
        "http://a, http://a:80",
        "https://a, https://a:443",
        "http://127.0.0.1:9000, http://127.0.0.1:9000",
        "http://[::1]:9000, http://[::1]:9000"
    })
    void targets(String text, String address) {
        assertThat(TargetText.parse(text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a:1",
                "http:",
                "http://",
                "http:///",
                "http://a:",
                "http://a:x",
                "http://a:0",
                "http://a:65536",
                "http://a:1/",
                "http://a:1?",
                "http://a:1#",
                "http://u@a:1",
                "HTTPS://a:1",
                "file:///etc/passwd",
                "http://a b:1",
                "http://a:1\n",
                "mailto:a@b"
            })
    void whatIsNoTarget(String text) {
        assertThat(TargetText.fault(text)).isPresent();
    }

    @Test
    void aPasswordInAnAddressIsNotRepeated() {
        assertThat(TargetText.fault("http://user:secret@a:1")).get().asString().doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"ttll, ttl", "tl, ttl", "TTL, ttl", "maxobject, maxObject", "storgae, storage", "keys, key"})
    void whatWasProbablyMeant(String text, String meant) {
        assertThat(Nearest.to(text, List.of("storage", "ttl", "key", "methods", "maxObject")))
                .hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "capacity", "x", "abc"})
    void nothingNear(String text) {
        assertThat(Nearest.to(text, List.of("storage", "ttl", "key", "methods", "maxObject")))
                .isEqualTo(Optional.empty());
    }

    @Test
    void longAndUnprintableTextIsShownSafely() {
        assertThat(Shown.of("a\u001b[31m\nb")).isEqualTo("a\\u001b[31m\\u000ab");
        assertThat(Shown.of("x".repeat(1000))).hasSize(81).endsWith("…");
        assertThat(Shown.of("\u202eabc")).isEqualTo("\\u202eabc");
        assertThat(Shown.of(" a")).isEqualTo("' a'");
    }
}
