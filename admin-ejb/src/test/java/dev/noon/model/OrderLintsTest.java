package dev.noon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether policies stand where they do what they are for. */
class OrderLintsTest {
    private static final String MARK = "{ responseHeaders: { set: { X: a } } }";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ jwt: { provider: p }, when: { headers: { X-I: { present: false } } } } | gate-by-choice spec.policies[0].when",
                "{ apiKey: {}, when: { query: { a: { equals: b } } } } | gate-by-choice spec.policies[0].when",
                "{ ipFilter: { allow: [10.0.0.0/8] }, when: { cookies: { a: { equals: b } } } } | gate-by-choice spec.policies[0].when",
                "{ jwt: { provider: p }, when: { methods: [POST], path: { beneath: /a/b } } } | ''",
                "{ jwt: { provider: p, optional: true }, when: { headers: { X-I: { present: false } } } } | ''",
                "{ apiKey: {}, when: { headers: { X-API-Key: { present: true } } } }, { jwt: { provider: p }, when: { headers: { X-API-Key: { present: false } } } } | ''",
                "{ ipFilter: { allow: [10.0.0.0/8] }, when: { headers: { X: { equals: b } } } }, { ipFilter: { deny: [10.0.0.1] }, name: other } | ''",
                "{ mock: { status: 503 }, when: { headers: { X-Staff: { present: false } } } } | ''",
            })
    void clientsDoNotChooseWhetherTheyAreAsked(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ apiKey: {} }, { cors: { origins: ['*'] } } | behind-identity spec.policies[1].cors",
                "{ cors: { origins: ['*'] } }, { apiKey: {} } | ''",
                "{ apiKey: { optional: true } }, { cors: { origins: ['*'] } } | ''",
                "{ apiKey: {}, when: { methods: [GET] } }, { cors: { origins: ['*'] } } | ''",
                "{ jwt: { provider: p } }, { clientBan: { after: 2, within: 1m, for: 1m } } | behind-identity spec.policies[1].clientBan",
                "{ jwt: { provider: p, optional: true } }, { clientBan: { after: 2, within: 1m, for: 1m } } | behind-identity spec.policies[1].clientBan",
                "{ jwt: { provider: p } }, { clientBan: { after: 2, within: 1m, for: 1m, statuses: [429] } } | ''",
                "{ jwt: { provider: p } }, { clientBan: { after: 2, within: 1m, for: 1m, by: '${claim.sub}' } } | ''",
                "{ clientBan: { after: 2, within: 1m, for: 1m } }, { jwt: { provider: p } } | ''",
            })
    void whatMustSeeUnknownCallersStandsInFront(String policies, String expected) {
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ mock: {} }, { cache: { ttl: 5s } }, { apiKey: {} } | never-runs spec.policies[1].cache",
                "{ responseHeaders: { remove: [X] } }, { redirect: { to: /b } }, { compress: {} } | never-runs spec.policies[2].compress",
                "{ mock: {}, when: { methods: [POST] } }, { cache: { ttl: 5s } } | ''",
                "{ cache: { ttl: 5s } }, { requestHeaders: { remove: [X] }, when: { path: { equals: /b } } } | never-runs spec.policies[1].when.path",
                "{ requestHeaders: { remove: [X] }, when: { path: { beneath: /ab } } } | never-runs spec.policies[0].when.path",
                "{ requestHeaders: { remove: [X] }, when: { path: { beneath: / } } } | ''",
                "{ requestHeaders: { remove: [X] }, when: { path: { beneath: /a/b } } } | ''",
                "{ requestHeaders: { remove: [X] }, when: { path: { matches: '/b.*' } } } | ''",
                "{ rewrite: { path: { to: /b } } }, { requestHeaders: { remove: [X] }, when: { path: { equals: /b } } } | ''",
                "{ rewrite: { host: b.example } }, { requestHeaders: { remove: [X] }, when: { path: { equals: /b } } } | never-runs spec.policies[1].when.path",
            })
    void aPolicyThatNoRequestComesToIsNamed(String policies, String expected) {
        // What stands behind a cache is another rule's.
        assertThat(Linted.warnings(policies)).isEqualTo(listed(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[GET]       | [POST]          | never-runs spec.policies[0].when.methods",
                "[GET]       | [HEAD]          | ''",
                "[GET, POST] | [PUT, POST]     | ''",
                "[HEAD]      | [GET]           | never-runs spec.policies[0].when.methods",
                "[GET]       | [OPTIONS]       | never-runs spec.policies[0].when.methods",
            })
    void aConditionNamesMethodsThatTheRouteAnswersTo(String route, String asked, String expected) {
        String policies = "{ requestHeaders: { remove: [X] }, when: { methods: " + asked + " } }";
        String proxy = Linted.proxy(policies).replace("path: /a", "path: /a, methods: " + route);

        assertThat(Linted.warnings("", proxy)).isEqualTo(listed(expected));
    }

    @Test
    void preflightsComeWithoutTheRoutesWord() {
        String policies =
                "{ ipFilter: { deny: [10.0.0.1] }, when: { methods: [OPTIONS] } }, { cors: { origins: ['*'] } }";
        String proxy = Linted.proxy(policies).replace("path: /a", "path: /a, methods: [GET]");

        assertThat(Linted.warnings("", proxy)).isEmpty();
    }

    @Test
    void whatOneRouteStopsMayRunOnAnother() {
        String endpoint = "endpoints: [ { match: { path: /a/b }, disable: [mock] } ]";

        assertThat(Linted.warnings("", Linted.proxy("{ mock: {} }, " + MARK, endpoint)))
                .isEmpty();
        assertThat(Linted.warnings(
                        "", Linted.proxy("{ mock: {} }, " + MARK, endpoint.replace("mock", "responseHeaders"))))
                .containsExactly("never-runs spec.policies[1].responseHeaders");
    }

    @Test
    void anEndpointsPathIsItsOwn() {
        String endpoint = "endpoints: [ { match: { prefix: /a/b }, policies: [ { requestHeaders: { remove: [X] }, when:"
                + " { path: { beneath: %s } } } ] } ]";

        assertThat(Linted.warnings("", Linted.proxy(MARK, endpoint.formatted("/a/b/c"))))
                .isEmpty();
        assertThat(Linted.warnings("", Linted.proxy(MARK, endpoint.formatted("/a/c"))))
                .containsExactly("never-runs spec.endpoints[0].policies[0].when.path");
    }

    @Test
    void aGroupMayAnswerForItsProxiesAndHaveWhatIsForOthers() {
        String proxy = Linted.proxy(MARK).replace("name: a", "name: a, group: g");
        String elsewhere = "{ requestHeaders: { remove: [X] }, when: { path: { equals: /elsewhere } } }";

        assertThat(Linted.warnings(Linted.group("g", "{ mock: {} }"), proxy)).isEmpty();
        assertThat(Linted.warnings(Linted.group("g", elsewhere), proxy)).isEmpty();
    }

    private static List<String> listed(String expected) {
        return expected.isEmpty() ? List.of() : List.of(expected);
    }
}
