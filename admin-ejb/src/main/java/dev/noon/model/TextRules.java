package dev.noon.model;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.JsonNode;
import dev.noon.model.json.JsonSchema;
import dev.noon.model.policy.ApiCallSpec;
import dev.noon.model.policy.Coherence;
import dev.noon.model.policy.Replacement;
import dev.noon.model.policy.RewriteSpec;
import dev.noon.model.policy.Tiers;
import dev.noon.model.policy.TransformSpec;
import dev.noon.model.text.AddressText;
import dev.noon.model.text.AuthorityText;
import dev.noon.model.text.CertificateText;
import dev.noon.model.text.CidrText;
import dev.noon.model.text.CpuText;
import dev.noon.model.text.DurationText;
import dev.noon.model.text.HeaderText;
import dev.noon.model.text.HostText;
import dev.noon.model.text.IdentifierText;
import dev.noon.model.text.LinearPattern;
import dev.noon.model.text.MediaText;
import dev.noon.model.text.MethodText;
import dev.noon.model.text.NameText;
import dev.noon.model.text.OriginText;
import dev.noon.model.text.PathTemplateText;
import dev.noon.model.text.PathText;
import dev.noon.model.text.PublicKeyText;
import dev.noon.model.text.RequestTargetText;
import dev.noon.model.text.SecretText;
import dev.noon.model.text.SizeText;
import dev.noon.model.text.UrlText;
import dev.noon.model.text.UserText;
import dev.noon.model.text.VariableText;
import dev.noon.model.text.ZoneText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The schema keyword {@code noonText}: which grammar a text follows, for example {@code {"is":
 * "duration", "from": "1s", "to": "30d"}}. Where a text breaks it, the grammar's own words are the
 * validator's error.
 */
final class TextRules {
    /** The keyword. */
    static final String KEYWORD = "noonText";

    private static final Map<String, Function<String, Optional<String>>> RULES = Map.ofEntries(
            Map.entry("name", NameText::fault),
            Map.entry("policyName", NameText::policyFault),
            Map.entry("path", PathText::fault),
            Map.entry("host", HostText::fault),
            Map.entry("method", MethodText::fault),
            Map.entry("cacheMethod", MethodText::cacheFault),
            Map.entry("target", TextRules::targetFault),
            Map.entry("headerName", HeaderText::nameFault),
            Map.entry("requestHeaderName", HeaderText::requestNameFault),
            Map.entry("headerValue", TextRules::headerValueFault),
            Map.entry("keyTemplate", TextRules::keyTemplateFault),
            Map.entry("callerTemplate", TextRules::callerTemplateFault),
            Map.entry("tierTemplate", TextRules::tierTemplateFault),
            Map.entry("tagTemplate", TextRules::tagTemplateFault),
            Map.entry("pattern", LinearPattern::fault),
            Map.entry("zone", ZoneText::fault),
            Map.entry("queryName", Condition::queryFault),
            Map.entry("pathTemplate", PathTemplateText::fault),
            Map.entry("variableName", VariableText::fault),
            Map.entry("variableValue", HeaderText::valueFault),
            Map.entry("url", UrlText::fault),
            Map.entry("redirectUri", UrlText::redirectFault),
            Map.entry("identifier", IdentifierText::fault),
            Map.entry("scope", IdentifierText::scopeFault),
            Map.entry("publicKey", PublicKeyText::fault),
            Map.entry("certificates", CertificateText::fault),
            Map.entry("address", AddressText::fault),
            Map.entry("cpu", CpuText::fault),
            Map.entry("requestTarget", RequestTargetText::fault),
            Map.entry("oneHost", HostText::nameFault),
            Map.entry("origin", OriginText::fault),
            Map.entry("cidr", CidrText::fault),
            Map.entry("location", LocationTemplate::fault),
            Map.entry("bodyTemplate", Template::fault),
            Map.entry("rewritePath", RewriteSpec::pathFault),
            Map.entry("replacement", Replacement::fault),
            Map.entry("authority", AuthorityText::fault),
            Map.entry("mediaType", MediaText::fault),
            Map.entry("jsonSchema", JsonSchema::fault),
            Map.entry("callTarget", ApiCallSpec::targetFault),
            Map.entry("jsonPart", TransformSpec::partFault),
            Map.entry("jsonMember", TransformSpec::memberFault),
            Map.entry("jsonTemplate", Template::bodyFault),
            Map.entry("secret", SecretText::fault),
            Map.entry("cookieName", Sticky::cookieFault),
            Map.entry("user", UserText::fault),
            Map.entry("scopes", IdentifierText::scopesFault),
            Map.entry("coherence", Coherence::fault),
            Map.entry("anyHeaderName", HeaderText::tokenFault));

    private TextRules() {}

    /** What the keyword demands of a text. */
    static Evaluator evaluator(JsonNode keyword) {
        Function<String, Optional<String>> rule = rule(keyword.asObject());
        return (context, node) -> node.isString()
                ? rule.apply(node.asString()).map(Evaluator.Result::failure).orElseGet(Evaluator.Result::success)
                : Evaluator.Result.success();
    }

    /** What is wrong with {@code text} by the rule {@code name}, one without arguments. */
    static Optional<String> fault(String name, String text) {
        return named(name).apply(text);
    }

    private static Function<String, Optional<String>> rule(Map<String, JsonNode> keyword) {
        String name = argument(keyword, "is");
        if (name.equals("duration")) {
            Duration from = DurationText.parse(argument(keyword, "from"));
            Duration to = DurationText.parse(argument(keyword, "to"));
            return text -> DurationText.fault(text, from, to);
        }
        if (name.equals("size")) {
            long from = SizeText.parse(argument(keyword, "from"));
            long to = SizeText.parse(argument(keyword, "to"));
            return text -> SizeText.fault(text, from, to);
        }
        return named(name);
    }

    private static Function<String, Optional<String>> named(String name) {
        return Optional.ofNullable(RULES.get(name))
                .orElseThrow(() ->
                        new IllegalStateException("noonText.is is " + name + "; expected one of " + RULES.keySet()));
    }

    private static String argument(Map<String, JsonNode> keyword, String name) {
        return Optional.ofNullable(keyword.get(name))
                .map(JsonNode::asString)
                .orElseThrow(() -> new IllegalStateException("noonText." + name + " is missing"));
    }

    private static Optional<String> headerValueFault(String text) {
        return HeaderText.valueFault(text).or(() -> Template.fault(text));
    }

    private static Optional<String> targetFault(String text) {
        return Template.fault(text).or(() -> Upstream.Target.fault(Template.parse(text)));
    }

    private static Optional<String> keyTemplateFault(String text) {
        return text.isEmpty() ? Optional.of("is empty; expected text such as ${path}") : headerValueFault(text);
    }

    private static Optional<String> callerTemplateFault(String text) {
        return text.isEmpty()
                ? Optional.of("is empty; expected text such as ${header.X-Client}")
                : HeaderText.valueFault(text).or(() -> Template.fault(text));
    }

    private static Optional<String> tagTemplateFault(String text) {
        return text.isEmpty() || text.chars().anyMatch(c -> c == ',' || c <= ' ')
                ? Optional.of(
                        "is '" + text + "'; expected a tag without blanks and commas, for example loan-${path.id}")
                : HeaderText.valueFault(text).or(() -> Template.fault(text));
    }

    private static Optional<String> tierTemplateFault(String text) {
        return callerTemplateFault(text).or(() -> Tiers.constant(Template.parse(text)));
    }
}
