package dev.noon.control;

import dev.noon.control.access.Grants;
import dev.noon.control.secret.FakeKeys;
import dev.noon.counter.ClusterStandings;
import dev.noon.counter.Counters.Look;
import dev.noon.model.DefinitionId;
import dev.noon.model.DefinitionReader;
import dev.noon.model.Secret;
import dev.noon.model.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A manager of environment {@code dev} on some stores, and what it announces. */
final class ControlPlane implements RevisionFeed {
    static final DefinitionReader READER = new DefinitionReader();
    static final String BACKEND = """
            apiVersion: noon.dev/v1
            kind: Upstream
            metadata: { name: backend }
            spec:
              targets: [ { url: "http://127.0.0.1:9000" } ]
            ---
            """;

    final List<RevisionPublished> revisions = new ArrayList<>();
    final List<OperationPublished> operations = new ArrayList<>();
    final FakeKeys keys = FakeKeys.of("key-1");
    final List<CandidateProposed> candidates = new ArrayList<>();
    final Drains drains;
    final BreakerBoard breakers;
    /** Called at every announcement of a candidate. */
    Runnable whenProposed = () -> {};

    final Deployments deployments;
    final LimitBoard limits;
    final Purges purges;

    ControlPlane(Stores stores, FakeClock clock) {
        this(stores, clock, new SchemaJudge(READER.schemas()), Statistics.none());
    }

    ControlPlane(Stores stores, FakeClock clock, Judge judge) {
        this(stores, clock, judge, Statistics.none());
    }

    ControlPlane(Stores stores, FakeClock clock, Statistics statistics) {
        this(stores, clock, new SchemaJudge(READER.schemas()), statistics);
    }

    private ControlPlane(Stores stores, FakeClock clock, Judge judge, Statistics statistics) {
        Bodies bodies = new Bodies(stores.revisions(), READER, 1 << 20);
        Acknowledgements acknowledgements = new Acknowledgements("dev", stores, clock.clocks(), clock);
        Deployments.Parts parts = new Deployments.Parts(
                stores, bodies, READER, judge, this, keys.vault(), acknowledgements, statistics, clock.clocks());
        deployments = new Deployments("dev", parts);
        purges = new Purges("dev", deployments, parts, selection -> 3);
        drains = new Drains("dev", parts);
        breakers = new BreakerBoard("dev", deployments, parts, List::of);
        limits = new LimitBoard("dev", deployments, parts, new Nobody());
    }

    Deployment apply(String text) {
        return apply(text, terms());
    }

    Deployment apply(String text, Terms terms) {
        return deployments.apply(files(text), terms);
    }

    static List<SourceFile> files(String text) {
        return List.of(new SourceFile("a.yaml", text));
    }

    static Terms terms() {
        return terms(OptionalLong.empty(), false, Duration.ZERO);
    }

    static Terms terms(OptionalLong ifHead, boolean dryRun, Duration patience) {
        return new Terms(author("request"), "a message", ifHead, dryRun, patience, Grants.administrator("dev"));
    }

    static Author author(String requestId) {
        return new Author("ann", "apply", "127.0.0.1", requestId);
    }

    /** A proxy at {@code /name} with {@code spec}: further lines of the spec, indented by two. */
    static String proxy(String name, String spec) {
        return """
                apiVersion: noon.dev/v1
                kind: ApiProxy
                metadata: { name: %s }
                spec:
                  route: { path: /%s }
                  upstream: backend
                %s
                ---
                """.formatted(name, name, spec.indent(2).stripTrailing());
    }

    /** A credential with that secret. */
    static String credential(String name, String secret) {
        return """
                apiVersion: noon.dev/v1
                kind: Credential
                metadata: { name: %s }
                spec: { type: apiKey, header: X-Api-Key, secret: "%s" }
                ---
                """.formatted(name, secret);
    }

    /** What stands in force in place of a definition's first secret. */
    String fingerprint(DefinitionId id) {
        return deployments.head().set().find(id).orElseThrow().definition().secrets().values().stream()
                .findFirst()
                .flatMap(Secret::fingerprint)
                .orElseThrow();
    }

    @Override
    public void announce(RevisionPublished event) {
        revisions.add(event);
    }

    @Override
    public void announce(OperationPublished event) {
        operations.add(event);
    }

    @Override
    public void announce(CandidateProposed event) {
        candidates.add(event);
        whenProposed.run();
    }

    /** Nobody has been counted. */
    private static final class Nobody implements LimitBoard.Counts {
        @Override
        public ClusterStandings.Gathered gather() {
            return new ClusterStandings.Gathered(List.of(), List.of());
        }

        @Override
        public Look look(LimitBoard.Limit limit, String identity) {
            return new Look.Nothing();
        }
    }
}
