package dev.noon.cli;

import dev.noon.cli.terminal.CliFailure;
import dev.noon.cli.terminal.Exit;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import picocli.CommandLine.Option;

/** What to purge: exactly one of these. */
final class PurgeSelector {

    @Option(names = "--proxy", paramLabel = "NAME", description = "everything cached for one ApiProxy")
    private String proxy = "";

    @Option(names = "--group", paramLabel = "NAME", description = "everything cached for the proxies of one ProxyGroup")
    private String group = "";

    @Option(
            names = {"--method", "--endpoint"},
            paramLabel = "PROXY/METHOD PATH",
            description = "everything cached for one endpoint, for example \"loans/POST /loans/quote\"")
    private String method = "";

    @Option(names = "--tag", paramLabel = "TAG", description = "answers with that Surrogate-Key or Cache-Tag")
    private String tag = "";

    @Option(names = "--prefix", paramLabel = "PATH", description = "answers to that path and everything beneath it")
    private String prefix = "";

    @Option(names = "--key", paramLabel = "HASH", description = "one answer, by the hash that \"cache keys\" prints")
    private String key = "";

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "everything in one scope: proxy-group, proxy, proxy-method or api-call")
    private String scope = "";

    @Option(names = "--all", description = "everything cached in the environment")
    private boolean all;

    /** @throws CliFailure with {@link Exit#USAGE} when it is none that the manager could understand */
    JsonObject asJson(String in, boolean soft) {
        if (!in.isEmpty() && tag.isEmpty() && prefix.isEmpty() && key.isEmpty()) {
            throw new CliFailure(Exit.USAGE, "--in stands beside --tag, --prefix or --key");
        }
        JsonObjectBuilder json = Json.createObjectBuilder();
        if (all) {
            json.add("all", true);
        } else if (!method.isEmpty()) {
            addEndpoint(json);
        } else {
            json.add(name(), value());
        }
        if (!in.isEmpty()) {
            json.add("proxy", in);
        }
        if (soft) {
            json.add("soft", true);
        }
        return json.build();
    }

    @Override
    public String toString() {
        if (all) {
            return "everything";
        }
        return method.isEmpty() ? name() + " " + value() : "endpoint " + method;
    }

    private void addEndpoint(JsonObjectBuilder json) {
        int slash = method.indexOf('/');
        if (slash < 1 || slash == method.length() - 1) {
            throw new CliFailure(Exit.USAGE, "--method is " + method + "; must be PROXY/METHOD PATH");
        }
        json.add("endpoint", method.substring(slash + 1)).add("proxy", method.substring(0, slash));
    }

    private String name() {
        if (!proxy.isEmpty()) {
            return "proxy";
        }
        if (!group.isEmpty()) {
            return "group";
        }
        if (!tag.isEmpty()) {
            return "tag";
        }
        if (!prefix.isEmpty()) {
            return "prefix";
        }
        return key.isEmpty() ? "scope" : "key";
    }

    private String value() {
        String value = proxy + group + tag + prefix + key + scope;
        if (value.isEmpty()) {
            throw new CliFailure(Exit.USAGE, "what is to be purged is empty; expected a name, a path, a tag or a key");
        }
        return value;
    }
}
