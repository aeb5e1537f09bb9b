package dev.noon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.noon.exchange.ClearSecret;
import dev.noon.model.Credential;
import dev.noon.model.DefinitionId;
import dev.noon.model.Kind;
import dev.noon.model.Metadata;
import dev.noon.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenSecretsTest {
    private static final DefinitionId LOANS = new DefinitionId(Kind.CREDENTIAL, "loans-key");

    private final List<String> opened = new ArrayList<>();
    private final SharedResources resources = new SharedResources();
    private final SnapshotCompiler compiler = Catalogues.compiler(resources, this::open);
    private final Definitions definitions = new Definitions()
            .put(Definitions.upstream("u", "http://127.0.0.1:1"))
            .put(credential("1"));

    @Test
    void a_snapshot_has_the_secrets_of_its_own_revision() throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        Snapshot second =
                compiler.compile(first, definitions.put(credential("2")).set());

        assertThat(first.secret(LOANS, Credential.SECRET).map(ClearSecret::reveal))
                .contains("clear 1");
        assertThat(second.secret(LOANS, Credential.SECRET).map(ClearSecret::reveal))
                .contains("clear 2");
        assertThat(second.secret(LOANS, "/spec/other")).isEmpty();
        assertThat(second.secret(new DefinitionId(Kind.CREDENTIAL, "unheard-of"), Credential.SECRET))
                .isEmpty();
    }

    @Test
    void only_what_changed_is_opened() throws CompileException {
        Snapshot first = compiler.compile(Snapshot.none(), definitions.set());
        compiler.compile(
                first,
                definitions.put(Definitions.upstream("v", "http://127.0.0.1:2")).set());

        assertThat(opened).hasSize(1);
    }

    @Test
    void a_secret_that_does_not_open_is_named_and_nothing_is_held() {
        assertThatThrownBy(() -> compiler.compile(
                        Snapshot.none(), definitions.put(credential("f")).set()))
                .isInstanceOfSatisfying(CompileException.class, e -> {
                    assertThat(e.definition()).isEqualTo(LOANS);
                    assertThat(e.field()).isEqualTo("spec.secret");
                });
        assertThat(resources.size()).isZero();
    }

    @Test
    void a_secret_does_not_print() {
        assertThat(new ClearSecret("hunter2")).hasToString("(secret)");
        assertThat(credential("1").toString()).doesNotContain("hunter2");
    }

    private ClearSecret open(DefinitionId id, String field, Secret secret) throws CompileException {
        String digit = secret.text().substring(secret.text().length() - 1);
        if (digit.equals("f")) {
            throw new CompileException(id, "spec.secret", "the secret cannot be opened");
        }
        opened.add(id + field);
        return new ClearSecret("clear " + digit);
    }

    private static Credential credential(String digit) {
        Metadata metadata = new Metadata("loans-key", "default", Optional.empty());
        return new Credential(metadata, new Credential.Bearer(new Secret(Secret.keep(digit.repeat(32)))));
    }
}
