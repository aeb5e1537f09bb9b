package dev.noon.model;

import dev.noon.model.CacheServer.Managed;
import dev.noon.model.CacheServer.Remote;
import dev.noon.model.CacheServer.Service;
import dev.noon.model.Probe.Expectation;
import dev.noon.model.Probe.Request;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.SizeText;
import java.net.URI;
import java.util.List;

/** Turns sound specs into the kinds that say where the gateway runs and how it is watched. */
final class OperationKinds {
    private static final String DEFAULT_CPU = "1";

    private OperationKinds() {}

    static Environment environment(Metadata metadata, Fields spec) {
        return new Environment(
                metadata, spec.textMap("variables"), spec.text("adminUrl").map(URI::create));
    }

    static CacheServer cacheServer(Metadata metadata, Fields spec) {
        CacheServer.Source source = spec.map("managed")
                .<CacheServer.Source>map(OperationKinds::managed)
                .orElseGet(() -> remote(spec.map("remote").orElseThrow()));
        return new CacheServer(metadata, source);
    }

    private static Managed managed(Fields managed) {
        int replicas = managed.integer("replicas").orElseThrow();
        return new Managed(
                managed.required("namespace"),
                replicas,
                managed.text("cpu").orElse(DEFAULT_CPU),
                SizeText.parse(managed.required("memory")),
                managed.map("service").map(OperationKinds::service).orElse(Service.DEFAULT),
                managed.integer("partitions").orElse(Managed.DEFAULT_PARTITIONS),
                managed.integer("quorum").orElse(Managed.majority(replicas)));
    }

    private static Service service(Fields service) {
        boolean everyMachine = service.text("type").orElse("").equals("NodePort");
        return new Service(
                everyMachine ? Service.Type.NODE_PORT : Service.Type.CLUSTER_IP,
                service.integer("port").orElse(Service.DEFAULT.port()));
    }

    private static Remote remote(Fields remote) {
        return new Remote(remote.required("cluster"), remote.texts("members").orElse(List.of()));
    }

    static Probe probe(Metadata metadata, Fields spec) {
        return new Probe(
                metadata,
                request(spec.map("request").orElseThrow()),
                spec.map("expect").map(OperationKinds::expectation).orElse(Expectation.DEFAULT),
                spec.text("interval").map(DurationText::parse),
                spec.isTrue("afterApply"));
    }

    private static Request request(Fields request) {
        return new Request(
                request.text("method").orElse("GET"),
                request.required("target"),
                request.text("host"),
                request.textMap("headers"),
                request.text("body"),
                request.text("credential"));
    }

    private static Expectation expectation(Fields expect) {
        return new Expectation(
                expect.texts("status")
                        .map(all -> all.stream().map(Integer::valueOf).toList())
                        .orElse(Expectation.DEFAULT_STATUSES),
                expect.textMap("headers"),
                expect.text("bodyContains"),
                expect.text("within").map(DurationText::parse).orElse(Expectation.DEFAULT_WITHIN));
    }
}
