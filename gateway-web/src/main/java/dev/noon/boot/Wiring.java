package dev.noon.boot;

import com.hazelcast.core.HazelcastInstance;
import dev.noon.admin.AdminServices;
import dev.noon.admin.Credentials;
import dev.noon.admin.Oversight;
import dev.noon.admin.SignedTokens;
import dev.noon.cache.Region;
import dev.noon.cache.Scope;
import dev.noon.cache.grid.GridConnection;
import dev.noon.control.Acknowledgements;
import dev.noon.control.BanBoard;
import dev.noon.control.Bodies;
import dev.noon.control.BreakerBoard;
import dev.noon.control.Clocks;
import dev.noon.control.Deployments;
import dev.noon.control.Differences;
import dev.noon.control.Drains;
import dev.noon.control.Events;
import dev.noon.control.Explain;
import dev.noon.control.Fence;
import dev.noon.control.LastGoodFile;
import dev.noon.control.LimitBoard;
import dev.noon.control.NodeIdentity;
import dev.noon.control.NodeState;
import dev.noon.control.Pause;
import dev.noon.control.Projects;
import dev.noon.control.Purges;
import dev.noon.control.Reconciler;
import dev.noon.control.RevisionFeed;
import dev.noon.control.SchemaJudge;
import dev.noon.control.SealedTexts;
import dev.noon.control.Stores;
import dev.noon.control.Sweeper;
import dev.noon.control.audit.Audit;
import dev.noon.control.audit.ChainCheck;
import dev.noon.control.audit.Entries;
import dev.noon.control.ejb.Hooks;
import dev.noon.control.secret.KeyFile;
import dev.noon.control.secret.Vault;
import dev.noon.control.store.MongoStores;
import dev.noon.control.swap.Measurements;
import dev.noon.control.swap.SwapReporter;
import dev.noon.control.swap.SwapWatch;
import dev.noon.control.tokens.Tokens;
import dev.noon.edge.Conduct;
import dev.noon.edge.Edge;
import dev.noon.exchange.Surroundings;
import dev.noon.members.Members;
import dev.noon.members.grid.GridMembers;
import dev.noon.model.DefinitionReader;
import dev.noon.observe.AccessLog;
import dev.noon.observe.Traffic;
import dev.noon.snapshot.ActiveSnapshot;
import dev.noon.snapshot.PolicyCatalogue;
import dev.noon.snapshot.SharedResources;
import dev.noon.snapshot.SnapshotCompiler;
import dev.noon.upstream.breaker.Breakers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import javax.cache.CacheManager;

/** Every object of a node, made once, top to bottom: time, store, cache, data plane, control plane. */
final class Wiring {
    private static final long BODIES_CHARACTERS = 16L << 20;
    private static final Duration RETRY_REFUSED = Duration.ofSeconds(30);

    /** What the server lends a node. */
    record Server(
            HazelcastInstance hazelcast,
            CacheManager caches,
            Executor executor,
            ThreadFactory threads,
            RevisionFeed feed) {}

    private final NodeSettings settings;
    private final Clocks clocks = Clocks.system();
    private final MongoStores mongo;
    private final CacheSide cache;
    private final Breakers breakers;
    private final Passage passage;
    private final SharedResources resources = new SharedResources();
    private final KeyFile keys;
    private final TrafficPort port;
    private final Traffic traffic;
    private final Leaving leaving;
    private final JvmMemory memory = JvmMemory.watched(clocks.ticker());
    private final SwapReporter swaps;
    private final Reconciler reconciler;
    private final Sweeper sweeper;
    private final Tokens tokens;
    private final ActiveSnapshot active = new ActiveSnapshot();
    private final Facts facts;
    private final AdminServices admin;
    private final Edge edge;

    /** @param provider makes what verifies signed tokens, if that is configured */
    Wiring(NodeSettings settings, Server server, Function<Clocks, Optional<SignedTokens>> provider) {
        this.settings = settings;
        Observing observing = settings.observing();
        AccessLog log = new AccessLog(observing.accessLog(), observing.sink(), server.executor());
        traffic = new Traffic(clocks.ticker(), clocks.wall(), observing.series(), log);

        // The store.
        mongo = MongoStores.open(settings.mongoUri(), settings.environment(), clocks);
        Stores stores = mongo.stores();
        DefinitionReader reader = new DefinitionReader();
        Bodies bodies = new Bodies(stores.revisions(), reader, BODIES_CHARACTERS);
        keys = new KeyFile(settings.secretsKeyFile());
        Vault vault = new Vault(keys::keys, new SecureRandom());
        SealedTexts secrets = new SealedTexts(settings.environment(), stores.secrets(), vault);

        // The cache.
        Members members = new GridMembers(server.hazelcast());
        GridConnection connection = new GridConnection(server.caches(), server.hazelcast());
        cache = new CacheSide(
                settings,
                connection,
                members,
                (owner, generation) -> active.current().isDead(owner, generation),
                clocks);

        // The data plane.
        UpstreamSide upstreams = UpstreamSide.of(
                settings, cache.scopes().states(Region.of(Scope.CIRCUIT_BREAKER)), server.executor(), clocks);
        breakers = upstreams.breakers();
        passage = new Passage(settings, cache, stores.counters(), server.executor(), clocks, this::isDetached);
        PolicyCatalogue catalogue =
                new PolicyCatalogue(cache.responses(), clocks.wall(), settings.localCacheBytes(), passage.shares());
        SnapshotCompiler.Parts compiling = new SnapshotCompiler.Parts(
                catalogue,
                resources,
                upstreams.upstreams(),
                upstreams.credentials(),
                new SecretOpener(secrets),
                clocks.ticker());
        SnapshotCompiler compiler = new SnapshotCompiler(settings.environment(), compiling);

        // The control plane.
        NodeIdentity node = new NodeIdentity(settings.environment(), settings.node(), settings.address());
        SnapshotSwitch snapshots = new SnapshotSwitch(compiler, active, resources, clocks.ticker(), Pause.system());
        SwapWatch watch = new SwapWatch(node, snapshots, new NodeMeter(memory, traffic.dropped()), clocks);
        swaps = new SwapReporter(node, watch, stores, clocks);
        LastGoodFile lastGood = new LastGoodFile(settings.data(), settings.environment(), bodies, secrets);
        NodeDrain drain = new NodeDrain(settings, traffic, clocks.ticker(), Pause.system());
        leaving = new Leaving(settings, traffic, clocks.ticker(), Pause.system());
        drain.unless(leaving::isLeaving);
        reconciler = new Reconciler(
                node,
                new Reconciler.Parts(
                        stores,
                        bodies,
                        secrets,
                        watch,
                        new StampTarget(cache.stamps(), breakers, passage.bans(), passage.limits()),
                        lastGood,
                        drain,
                        clocks,
                        RETRY_REFUSED));
        sweeper = new Sweeper(settings.environment(), stores, clocks);
        Fence fence = reconciler.fence(server.executor());
        Deployments.Parts parts = new Deployments.Parts(
                stores,
                bodies,
                reader,
                new SchemaJudge(reader.schemas()),
                server.feed(),
                vault,
                new Acknowledgements(settings.environment(), stores, clocks, Pause.system()),
                Seen.statistics(cache, passage.standings()),
                clocks);
        Deployments deployments = new Deployments(
                settings.environment(), parts, settings.forbidden().targets(server.executor()));

        // What others see of it.
        port = new TrafficPort(settings.traffic(), settings.connector(clocks.ticker(), clocks.wall()));
        facts = new Facts(settings, reconciler, active, port, drain);
        facts.include(fence);
        facts.include(watch, swaps);
        facts.include(cache, members, resources);
        facts.include(upstreams);
        facts.include(passage.shares());
        Events events = new Events(settings.environment(), stores.events(), clocks);
        tokens = new Tokens(stores.tokens(), events, clocks, new SecureRandom());
        Projects projects = new Projects(bodies);
        Credentials credentials = AdminToken.credentials(settings, stores, clocks, provider.apply(clocks));
        Oversight oversight = new Oversight(
                tokens,
                events,
                new Audit(settings.environment(), stores, new Entries(projects, deployments::head)),
                new ChainCheck(settings.environment(), stores, clocks.wall()),
                projects,
                new Differences(bodies),
                new Measurements(settings.environment(), stores, clocks));
        admin = new AdminServices(
                settings.environment(),
                deployments,
                new Purges(settings.environment(), deployments, parts, cache.selecting()),
                new Drains(settings.environment(), parts),
                new BreakerBoard(settings.environment(), deployments, parts, () -> Seen.breakers(breakers)),
                new BanBoard(settings.environment(), parts, () -> Seen.bans(passage.bans())),
                new LimitBoard(
                        settings.environment(), deployments, parts, Seen.limits(passage.limits(), passage.standings())),
                reader.schemas(),
                credentials,
                clocks.wall(),
                oversight);
        Surroundings surroundings = settings.care().surroundings(observing, clocks.ticker());
        facts.include(surroundings.places());
        Conduct conduct = leaving.conduct(surroundings, server.threads(), drain, clocks.wall());
        facts.include(port.connector(), conduct.tunnels());
        edge = new Edge(
                settings.adminPort(),
                new AdminPages(credentials, settings.environment()),
                fence::pass,
                active,
                traffic,
                clocks.ticker(),
                settings.care().limits(surroundings),
                settings.revisionHeader(),
                conduct);
    }

    /** Takes the first look at the store or, while that is away, at the disk; afterwards the hooks keep the node up to date. */
    Hooks start() {
        cache.open();
        reconciler.tick();
        cache.takeOver(active.current());
        facts.markStarted();
        leaving.handleTermination();
        return new Hooks(
                this::everySecond,
                passage::everySecond,
                this::everyMinute,
                reconciler::wake,
                reconciler::wake,
                reconciler::wake,
                this::stop,
                settings.events());
    }

    private boolean isDetached() {
        return reconciler.status().state() == NodeState.DETACHED;
    }

    AdminServices admin() {
        return admin;
    }

    Explain explain() {
        return new Explainer(active);
    }

    Edge edge() {
        return edge;
    }

    Traffic traffic() {
        return traffic;
    }

    CacheSide cache() {
        return cache;
    }

    Facts facts() {
        return facts;
    }

    private void everySecond() {
        port.probe();
        resources.sweep();
        breakers.poll();
        passage.bans().poll();
        traffic.proxies().sweep(active.current()::has);
        keys.refresh();
        reconciler.tick();
        if (reconciler.status().storeReachable()) {
            swaps.report();
        }
        cache.everySecond(active.current());
    }

    private void everyMinute() {
        cache.everyMinute();
        sweeper.sweep();
        tokens.sweep();
        mongo.sweep();
    }

    private void stop() {
        port.connector().close();
        reconciler.stop();
        traffic.log().close();
        memory.close();
        passage.limits().close();
        cache.close();
        mongo.close();
    }
}
