package dev.noon.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantsTest {
    @ParameterizedTest(name = "{0} gives {1} in {2}:{3}: {4}")
    @CsvSource({
        "reader:dev:retail, READ, dev, retail, true",
        "reader:dev:retail, READ, dev, vault, false",
        "reader:dev:retail, READ, prod, retail, false",
        "reader:dev:retail, PURGE, dev, retail, false",
        "reader:dev:retail, READ, dev, *, false",
        "reader:dev, READ, dev, vault, true",
        "reader:dev:*, READ, dev, *, true",
        "reader:*:retail, READ, prod, retail, true",
        "operator:dev, PURGE, dev, vault, true",
        "operator:dev, APPLY, dev, vault, false",
        "publisher:dev:retail, APPLY, dev, retail, true",
        "publisher:dev:retail, TOKENS, dev, retail, false",
        "administrator:dev:retail, TOKENS, dev, retail, true",
        "administrator:dev:retail, TOKENS, dev, *, false",
        "administrator:*, AUDIT, prod, *, true",
    })
    void a_grant_gives_its_role_and_all_below_in_its_place_only(
            String grant, Permission permission, String environment, String project, boolean given) {
        Grants grants = new Grants(List.of(Grant.parse(grant)));

        assertThat(grants.permit(permission, environment, project)).isEqualTo(given);
        assertThat(Grants.NONE.permit(permission, environment, project)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reader",
                "root:dev",
                "READER:dev",
                "reader:",
                "reader:dev:",
                "reader:dev:a:b",
                "reader:dev:A",
                "reader:dev:a b",
                "reader:$ne",
                "reader:dev:**",
                "reader:-dev"
            })
    void what_is_spelled_otherwise_is_no_grant(String text) {
        assertThatThrownBy(() -> Grant.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_administrators_give_and_only_what_they_administer() {
        Grants retail = new Grants(List.of(Grant.parse("administrator:dev:retail"), Grant.parse("publisher:dev")));

        assertThat(retail.mayGive(Grant.parse("administrator:dev:retail"))).isTrue();
        assertThat(retail.mayGive(Grant.parse("reader:dev"))).isFalse();
        assertThat(retail.mayGive(Grant.parse("reader:dev:vault"))).isFalse();
        assertThat(Grants.administrator("dev").mayGive(Grant.parse("reader:prod")))
                .isFalse();
        assertThat(Grants.administrator("dev").mayGive(Grant.parse("reader:*"))).isFalse();
    }

    @Test
    void a_token_is_read_back_from_its_text_and_hides_its_secret() {
        TokenText token = TokenText.generate(new Random(1));

        assertThat(token.text()).matches("noon_[0-9a-f]{12}_[0-9a-f]{64}");
        assertThat(TokenText.parse(token.text())).contains(token);
        assertThat(token.fits(token.digest())).isTrue();
        assertThat(token.fits("")).isFalse();
        assertThat(token.digest()).doesNotContain(token.secret());
        assertThat(token.toString()).doesNotContain(token.secret());
        assertThat(TokenText.parse(token.text().toUpperCase())).isEmpty();
        assertThat(TokenText.parse(token.text() + "0")).isEmpty();
        assertThat(TokenText.parse("noon__")).isEmpty();
    }
}
