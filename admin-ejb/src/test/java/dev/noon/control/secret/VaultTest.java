package dev.noon.control.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final SecretPlace PLACE =
            new SecretPlace("dev", new DefinitionId(Kind.CREDENTIAL, "loans-key"), "/spec/secret");
    private static final String CLEAR = "hunter2-\u00fc";

    private final FakeKeys keys = FakeKeys.of("key-1");
    private final Vault vault = keys.vault();

    @ParameterizedTest
    @ValueSource(strings = {CLEAR, "x", "keep: no", "\ud83d\udd11"})
    void whatIsSealedOpens(String clear) throws NoKey, CannotOpen {
        assertThat(vault.open(PLACE, vault.seal(PLACE, clear))).isEqualTo(clear);
    }

    @Test
    void theSameSecretHasOneFingerprintAndNeverTheSameSeal() throws NoKey {
        Sealed first = vault.seal(PLACE, CLEAR);
        Sealed second = vault.seal(PLACE, CLEAR);

        assertThat(first.fingerprint()).isEqualTo(second.fingerprint()).matches("[0-9a-f]{32}");
        assertThat(first.text()).isNotEqualTo(second.text()).startsWith("noon1:key-1:");
        assertThat(first.toString()).doesNotContain(CLEAR);
    }

    static Stream<SecretPlace> otherPlaces() {
        return Stream.of(
                new SecretPlace("prod", PLACE.id(), PLACE.field()),
                new SecretPlace("dev", new DefinitionId(Kind.CREDENTIAL, "rates-key"), PLACE.field()),
                new SecretPlace("dev", new DefinitionId(Kind.OAUTH_CLIENT, "loans-key"), PLACE.field()),
                new SecretPlace("dev", PLACE.id(), "/spec/other"));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void aSecretOpensNowhereElseAndHasAnotherFingerprintThere(SecretPlace elsewhere) throws NoKey {
        Sealed sealed = vault.seal(PLACE, CLEAR);

        assertThatThrownBy(() -> vault.open(elsewhere, sealed)).isInstanceOf(CannotOpen.class);
        assertThat(vault.seal(elsewhere, CLEAR).fingerprint()).isNotEqualTo(sealed.fingerprint());
        assertThat(vault.matches(elsewhere, sealed.fingerprint(), CLEAR)).isFalse();
    }

    @Test
    void aSealDoesNotOpenUnderAnotherFingerprint() throws NoKey {
        Sealed old = vault.seal(PLACE, "old");
        Sealed fresh = vault.seal(PLACE, "fresh");
        Sealed swapped = new Sealed(fresh.fingerprint(), old.text());

        assertThatThrownBy(() -> vault.open(PLACE, swapped)).isInstanceOf(CannotOpen.class);
    }

    @Test
    void noByteOfASealCanBeChanged() throws NoKey {
        Sealed sealed = vault.seal(PLACE, CLEAR);
        String prefix = "noon1:key-1:";
        byte[] bytes = Base64.getDecoder().decode(sealed.text().substring(prefix.length()));
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << bit);
                String text = prefix + Base64.getEncoder().encodeToString(flipped);
                assertRefused(sealed.fingerprint(), text);
            }
        }
    }

    @Test
    void noCharacterOfASealCanBeChangedAddedOrTakenAway() throws NoKey {
        Sealed sealed = vault.seal(PLACE, CLEAR);
        String text = sealed.text();
        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'A' ? 'B' : 'A';
            assertRefused(sealed.fingerprint(), text.substring(0, at) + other + text.substring(at + 1));
            assertRefused(sealed.fingerprint(), text.substring(0, at) + text.substring(at + 1));
            assertRefused(sealed.fingerprint(), text.substring(0, at) + "\n" + text.substring(at));
            assertRefused(sealed.fingerprint(), text.substring(0, at));
        }
    }

    @Test
    void anotherKeyOfTheSameNameDoesNotOpen() throws NoKey {
        Sealed sealed = vault.seal(PLACE, CLEAR);
        Keyring other = Keyring.parse("key-1:" + FakeKeys.material("another"));

        assertThatThrownBy(() -> new Vault(() -> other, new SecureRandom()).open(PLACE, sealed))
                .isInstanceOf(CannotOpen.class)
                .hasMessageStartingWith("it does not open with key key-1: that key is another one here");
    }

    @Test
    void anUnknownKeyIsNamed() throws NoKey {
        Sealed sealed = vault.seal(PLACE, CLEAR);
        keys.use("key-3", "key-2");

        assertThatThrownBy(() -> vault.open(PLACE, sealed))
                .hasMessage("it is sealed with key key-1; only key-3, key-2 are configured here");
    }

    @Test
    void withoutAKeyNothingIsSealedAndTheMessageSaysWhatToDo() throws NoKey {
        Sealed sealed = vault.seal(PLACE, CLEAR);
        keys.use();

        assertThatThrownBy(() -> vault.seal(PLACE, CLEAR))
                .isInstanceOf(NoKey.class)
                .hasMessageContaining("noon.secrets.key.file");
        assertThatThrownBy(() -> vault.open(PLACE, sealed))
                .hasMessage("it is sealed with key key-1; no key is configured here (noon.secrets.key.file)");
        assertThat(vault.matches(PLACE, sealed.fingerprint(), CLEAR)).isFalse();
    }

    @Test
    void aNewFirstKeySealsAndTheOldOneStillOpens() throws NoKey, CannotOpen {
        Sealed old = vault.seal(PLACE, CLEAR);
        keys.use("key-2", "key-1");

        Sealed again = vault.again(PLACE, old);

        assertThat(Vault.keyOf(again)).isEqualTo("key-2");
        assertThat(again.fingerprint()).isEqualTo(old.fingerprint());
        assertThat(vault.matches(PLACE, old.fingerprint(), CLEAR)).isTrue();
        assertThat(vault.open(PLACE, old)).isEqualTo(CLEAR);
        keys.use("key-2");
        assertThat(vault.open(PLACE, again)).isEqualTo(CLEAR);
        assertThat(vault.opensTo(PLACE, again, CLEAR)).isTrue();
        assertThat(vault.opensTo(PLACE, again, CLEAR + "x")).isFalse();
    }

    private void assertRefused(String fingerprint, String text) {
        assertThatThrownBy(() -> vault.open(PLACE, new Sealed(fingerprint, text)))
                .as(text)
                .isInstanceOf(CannotOpen.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(200));
    }
}
