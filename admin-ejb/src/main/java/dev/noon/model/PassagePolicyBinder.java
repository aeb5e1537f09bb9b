package dev.noon.model;

import dev.noon.model.policy.ClientBanSpec;
import dev.noon.model.policy.IdempotencySpec;
import dev.noon.model.policy.MirrorSpec;
import dev.noon.model.policy.PolicySpec;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.SizeText;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns policies that decide whether a request passes, and where else it goes, into specs. */
final class PassagePolicyBinder {
    private PassagePolicyBinder() {}

    /** The policy that {@code fields} has, if it is one of these. */
    static Optional<PolicySpec> policy(Fields fields) {
        return mirror(fields).or(() -> idempotency(fields)).or(() -> clientBan(fields));
    }

    private static Optional<PolicySpec> mirror(Fields fields) {
        return fields.map(MirrorSpec.TYPE)
                .map(spec -> new MirrorSpec(
                        name(fields, MirrorSpec.TYPE),
                        spec.required("upstream"),
                        spec.integer("percent").orElse(100),
                        bytes(spec, MirrorSpec.DEFAULT_BYTES),
                        spec.integer("maxConcurrent").orElse(MirrorSpec.DEFAULT_CONCURRENT)));
    }

    private static Optional<PolicySpec> idempotency(Fields fields) {
        return fields.map(IdempotencySpec.TYPE)
                .map(spec -> new IdempotencySpec(
                        name(fields, IdempotencySpec.TYPE),
                        new IdempotencySpec.Asked(
                                spec.text("header").orElse(IdempotencySpec.Asked.DEFAULT_HEADER),
                                spec.texts("methods").orElse(IdempotencySpec.Asked.DEFAULT_METHODS),
                                spec.isTrue("required")),
                        spec.text("by").map(Template::parse),
                        kept(spec),
                        spec.text("onGridAway").orElse("closed").equals("open")));
    }

    private static IdempotencySpec.Kept kept(Fields spec) {
        IdempotencySpec.Kept unsaid = IdempotencySpec.Kept.DEFAULT;
        return new IdempotencySpec.Kept(
                duration(spec, "ttl").orElse(unsaid.ttl()),
                duration(spec, "inFlight").orElse(unsaid.inFlight()),
                bytes(spec, unsaid.maxBodyBytes()));
    }

    private static Optional<PolicySpec> clientBan(Fields fields) {
        return fields.map(ClientBanSpec.TYPE)
                .map(spec -> new ClientBanSpec(
                        name(fields, ClientBanSpec.TYPE),
                        new ClientBanSpec.Terms(
                                (int) spec.requiredWhole("after"),
                                DurationText.parse(spec.required("within")),
                                DurationText.parse(spec.required("for"))),
                        spec.text("by").map(Template::parse).orElse(ClientBanSpec.DEFAULT_BY),
                        statuses(spec)));
    }

    private static SortedSet<Integer> statuses(Fields spec) {
        return spec.texts("statuses")
                .<SortedSet<Integer>>map(
                        texts -> texts.stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new)))
                .orElse(ClientBanSpec.DEFAULT_STATUSES);
    }

    private static Optional<Duration> duration(Fields spec, String field) {
        return spec.text(field).map(DurationText::parse);
    }

    private static int bytes(Fields spec, int otherwise) {
        return spec.text("maxBody").map(SizeText::parse).map(Long::intValue).orElse(otherwise);
    }

    private static String name(Fields fields, String type) {
        return fields.text("name").orElse(type);
    }
}
