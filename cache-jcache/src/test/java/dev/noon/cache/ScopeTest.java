package dev.noon.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {
    @ParameterizedTest
    @CsvSource({
        "PROXY_GROUP, proxy-group, 2, false, FULL, true",
        "PROXY, proxy, 2, false, FULL, true",
        "PROXY_METHOD, proxy-method, 2, false, FULL, true",
        "API_CALL, api-call, 2, false, FULL, true",
        "OAUTH_TOKEN, oauth-token, 1, false, MASKED, false",
        "OAUTH_CODE, oauth-code, 1, false, MASKED, false",
        "OIDC_SESSION, oidc-session, 1, false, MASKED, false",
        "JWT_REFRESH, jwt-refresh, 1, false, MASKED, false",
        "THROTTLE, throttle, 2, false, FIGURES, false",
        "QUOTA, quota, 2, true, FIGURES, false",
        "CIRCUIT_BREAKER, circuit-breaker, 2, false, FULL, false",
        "ROUTING, routing, 2, false, FULL, false",
    })
    void everyScopeSaysWhatItIs(
            Scope scope,
            String text,
            int tiers,
            boolean persisted,
            Scope.Visibility visibility,
            boolean holdsResponses) {
        assertThat(scope.text()).isEqualTo(text);
        assertThat(scope.tiers()).hasSize(tiers).contains(Tier.GRID);
        assertThat(scope.persisted()).isEqualTo(persisted);
        assertThat(scope.visibility()).isEqualTo(visibility);
        assertThat(scope.holdsResponses()).isEqualTo(holdsResponses);
    }

    @Test
    void thereAreTwelve() {
        assertThat(Scope.values()).hasSize(12);
        assertThat(Arrays.stream(Scope.values()).map(Scope::text)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyScopeSaysWhatItHolds(Scope scope) {
        assertThat(scope.holds()).isNotBlank();
    }
}
