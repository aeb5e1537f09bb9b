package dev.noon.policy.rewrite;

import dev.noon.exchange.Cause;
import dev.noon.exchange.Chain;
import dev.noon.exchange.Exchange;
import dev.noon.exchange.NormalPath;
import dev.noon.exchange.Policy;
import dev.noon.exchange.Reply;
import dev.noon.exchange.Request;
import dev.noon.model.policy.RewriteSpec;
import dev.noon.model.policy.RewriteSpec.PathChange;
import dev.noon.policy.CompiledTemplate;
import dev.noon.policy.Escape;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes path, query and Host of the upstream request. The new path is brought to the normal form of all paths; one
 * that has none, because of what the client put into it, is refused. It has encoded slashes only if the path had some
 * when it came in. Immutable.
 */
public final class RewritePolicy implements Policy {
    private static final int LONGEST = 16 << 10;

    private final Function<Request, String> path;
    private final QueryEdit query;
    private final Optional<String> host;

    public RewritePolicy(RewriteSpec spec) {
        this.path = spec.path().map(RewritePolicy::path).orElse(Request::path);
        this.query = new QueryEdit(spec.query());
        this.host = spec.host();
    }

    @Override
    public Reply handle(Exchange exchange, Chain next) throws IOException {
        return rewrite(exchange) ? next.proceed(exchange) : exchange.fail(Cause.REWRITE_REFUSED);
    }

    /** Changes the request, unless the new path has no normal form. */
    public boolean rewrite(Exchange exchange) {
        Request request = exchange.request();
        Optional<String> changed = changed(request);
        if (changed.isEmpty()) {
            return false;
        }
        Optional<String> parameters = query.apply(request);
        host.ifPresent(name -> request.headers().set("Host", name));
        exchange.rewriteTarget(changed.get(), parameters);
        return true;
    }

    private Optional<String> changed(Request request) {
        String raw = path.apply(request);
        boolean slashes = NormalPath.hasEncodedSlash(request.origin().path());
        try {
            return raw.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(slashes ? NormalPath.keepingSlashes(raw) : NormalPath.of(raw));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Function<Request, String> path(PathChange change) {
        if (change instanceof PathChange.To to) {
            CompiledTemplate template = CompiledTemplate.of(to.path());
            return request -> template.text(request, Escape.URL);
        }
        Substitution substitution = new Substitution(((PathChange.Replaced) change).replacement());
        return request -> substitution.apply(request.path());
    }
}
